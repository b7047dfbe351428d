import type { Translation } from '../translation.ts'
import type { errors as en } from '../en/errors.ts'

/** French words: one per error code. */
export const errors: Translation<typeof en> = {
  'account-exists': 'Il existe déjà une destination « {{name}} ». Choisissez un autre nom.',
  'account-has-posts':
    'Des textes sont déjà partis sur « {{name}} », et seraient cherchés au mauvais endroit. Rien n’a été modifié : ajoutez plutôt une autre destination.',
  'account-in-use': '« {{name}} » a des diffusions en attente. Annulez-les d’abord, puis retirez-la.',
  'account-missing': 'Il n’y a pas de destination « {{name}} ».',
  'address-refused':
    'L’adresse {{address}} mène à un hôte privé ou local, que Relais n’ouvre pas sauf réglage exprès de la destination.',
  'address-unusable':
    'Relais n’ouvre que les adresses qui commencent par https:// ou http:// et ne contiennent ni nom ni mot de passe.',
  'app-key-needed':
    '« {{name}} » se connecte par votre propre application, dont la clé (client secret) manque. Donnez d’abord la clé.',
  'approval-invalid':
    'L’approbation de ce communiqué ne vaut plus : son texte ou sa signature a été modifié. Soumettez-le à nouveau à la validation.',
  'author-cannot-decide':
    'Vous avez écrit une partie de ce texte : quelqu’un d’autre doit en décider. Rien n’a changé.',
  'bad-input': 'Relais n’a pas pu lire « {{where}} » : {{problem}}. Rien n’a changé.',
  'bad-passphrase': 'Ce n’est pas la phrase secrète. Rien n’a changé.',
  'bad-time':
    'Relais n’a pas pu lire l’heure « {{value}} ». Écrivez par exemple 2026-11-26T07:30, avec un fuseau tel que Europe/Paris.',
  'bad-settings': 'Le réglage « {{key}} » ne convient pas : $t(delivery.problems.{{problem}}). Rien n’a changé.',
  cancelled: 'Arrêté à votre demande. Ce qui était déjà fait est gardé.',
  'cannot-look':
    'Relais ne peut pas regarder dans « {{name}} » maintenant : il n’y a pas d’appel pour cela, ou sa connexion ne fonctionne pas. Regardez sur place, puis dites ce que vous avez trouvé.',
  'connector-unknown': 'Il n’y a pas de connecteur « {{kind}} ». Il y a : {{known}}.',
  'delivery-missing': 'Cette diffusion n’existe pas.',
  'delivery-state':
    'Cette diffusion est dans l’état $t(delivery.states.{{state}}) : l’action n’est pas possible maintenant.',
  'desk-busy': 'Une autre fenêtre de Relais attend une réponse. Répondez-y ou fermez-la d’abord.',
  'destination-not-signed':
    'Ce qui a été signé nomme d’autres destinations, et non « {{name}} ». Ajoutez-la aux destinations du communiqué et faites-le signer de nouveau. Rien n’a été planifié.',
  'destination-refused': 'La destination n’accepte pas ce compte : {{answer}}. Rien n’a été envoyé.',
  'engine-stopped':
    'La partie de Relais qui garde l’espace de travail s’est arrêtée avant de répondre. Rien de ce qui était affiché comme enregistré n’est perdu ; réessayez.',
  'file-damaged': '« {{path}} » est endommagé, incomplet ou n’est pas ce que dit son nom. Rien n’en a été importé.',
  'file-date':
    '« {{path}} » donne pour date « {{date}} », qui n’est pas un jour entre 1900 et 2100. Corrigez-la (2026-11-26) ou retirez-la. Rien n’en a été importé.',
  'file-empty': '« {{path}} » ne contient pas de texte. Rien n’en a été importé.',
  'file-encrypted':
    '« {{path}} » est protégé par un mot de passe. Enregistrez-le sans, puis importez-le à nouveau. Rien n’en a été importé.',
  'file-link': '« {{path}} » est un lien ou un périphérique, que Relais ne suit pas. Désignez le fichier lui-même.',
  'file-missing': 'Il n’y a pas de fichier « {{path}} ».',
  'file-too-complex':
    '« {{path}} » contient, une fois ouvert, bien plus qu’un document, ou bien trop de niveaux imbriqués. Rien n’en a été importé.',
  'file-too-large': '« {{path}} » dépasse {{limit}} Mo. Rien n’en a été importé.',
  'file-type': '« {{path}} » est d’un type que Relais ne lit pas. Il lit .md, .html, .docx, .jsonl et .jsonl.gz.',
  'file-unreadable': '« {{path}} » n’a pas pu être lu : {{problem}}. Rien n’en a été importé.',
  'feed-offline': 'Cet ordinateur n’a pas de réseau : le flux n’a pas été relevé. Ce qui était là est conservé.',
  'feed-status': 'Le serveur du flux a répondu par le statut {{status}} au lieu du flux. Ce qui était là est conservé.',
  'file-unsafe':
    '« {{path}} » déclare des entités, par lesquelles un document peut lire d’autres fichiers. Relais ne l’ouvre pas ; enregistrez-le à nouveau depuis votre traitement de texte.',
  'front-matter':
    'La ligne {{line}} de « {{path}} » ne se lit pas comme du YAML. Une valeur qui contient un deux-points doit être entre guillemets. Rien n’en a été importé.',
  'feed-too-large': 'Le flux dépasse {{limit}} Mo. Ce qui était là est conservé.',
  'feed-too-slow': 'Le flux a mis plus de {{seconds}} secondes. Ce qui était là est conservé.',
  'feed-unreadable': 'Ce n’est pas un flux que Relais sait lire (RSS, Atom ou JSON Feed) : {{problem}}.',
  'feed-unreachable': 'Le flux est injoignable : {{problem}}. Ce qui était là est conservé ; relevez-le plus tard.',
  'file-unwritable': '« {{path}} » n’a pas pu être écrit : {{problem}}.',
  'format-unsupported': 'Relais ne sait pas encore écrire « {{format}} ». Il écrit md, html, json, ninjs et jsonld.',
  'id-ambiguous': '« {{id}} » convient à plusieurs identifiants. Donnez-en davantage.',
  incomplete: 'Un communiqué doit avoir un titre et un texte avant d’être soumis.',
  'item-missing': 'Cet élément n’est pas dans la boîte de veille.',
  'kit-file':
    '« {{path}} » ne contient pas de kit de partage. {{where}} : $t(cli.kit.problems.{{problem}}) Rien n’a été changé.',
  'kit-unready': 'Le kit de partage n’est pas prêt pour la validation. À corriger : {{count}}.',
  'kit-problems':
    'Le kit de partage n’est pas prêt, donc rien n’a été soumis. $t(share.places.{{place}}) : $t(share.problems.{{problem}}) Problèmes en tout : {{problems}}.',
  'link-refused': 'Relais n’ouvre que les adresses web qui commencent par https:// et les adresses de courriel.',
  locked: 'Personne n’est identifié sur ce poste. Identifiez-vous d’abord ; rien n’a changé.',
  'media-damaged': 'Cette image n’a pas pu être affichée : son fichier est illisible en partie.',
  'media-in-use':
    '« {{name}} » reste dans la médiathèque. Communiqués qui l’utilisent : {{releases}}. Textes soumis dont elle est une pièce : {{revisions}}.',
  'media-lost':
    'Le fichier de cette image manque dans l’espace de travail, ou n’est pas celui qui a été ajouté. Ajoutez l’image à nouveau.',
  'media-missing': 'Cette image n’est pas dans la médiathèque.',
  'media-name':
    '« {{path}} » est une image {{format}}, alors que son nom dit autre chose. Renommez-la, si vous savez d’où elle vient. Elle n’a pas été ajoutée.',
  'media-too-many-pixels':
    '« {{path}} » compte {{megapixels}} millions de pixels ; Relais ouvre des images de {{limit}} millions au plus. Elle n’a pas été ajoutée.',
  'media-type':
    '« {{path}} » n’est pas une image que Relais accepte, mais $t(share.media.kinds.{{kind}}). Il accepte JPEG, PNG, WebP et GIF. Le fichier n’a pas été ajouté.',
  'media-unfit':
    'Une image n’a pas pu être ramenée à {{width}} × {{height}} pixels et {{bytes}} octets. Rien n’a été envoyé.',
  'media-unreadable':
    '« {{path}} » est endommagée ou incomplète. Ouvrez-la dans un logiciel d’image, enregistrez-la à nouveau et ajoutez-la. Elle n’a pas été ajoutée.',
  'metric-account-missing': 'Il n’y a pas de compte « {{name}} » dans les chiffres.',
  'metrics-cells':
    'La ligne {{row}} a {{found}} cellules là où les titres en ont {{expected}}. La ligne a été écartée, toutes les autres sont gardées.',
  'metrics-channel':
    'Ligne {{row}}, colonne « {{column}} » : « {{value}} » n’est ni propre ni relais. La ligne a été écartée, toutes les autres sont gardées.',
  'metrics-columns':
    '« {{file}} » n’a pas de colonne pour {{missing}}. Colonnes trouvées : {{found}}. Rien n’a été importé.',
  'metrics-count':
    'Ligne {{row}}, colonne « {{column}} » : « {{value}} » n’est pas un nombre entier. La ligne a été écartée, toutes les autres sont gardées.',
  'metrics-date':
    'Ligne {{row}}, colonne « {{column}} » : « {{value}} » n’est pas une date. La ligne a été écartée, toutes les autres sont gardées.',
  'metrics-empty':
    'Ligne {{row}}, colonne « {{column}} » : il n’y a rien dedans. La ligne a été écartée, toutes les autres sont gardées.',
  'metrics-quote':
    '« {{file}} » : un guillemet ouvert à la ligne {{row}} ou plus bas n’est jamais fermé, et la suite ne peut pas être séparée. Rien n’a été importé.',
  'network-failed':
    '{{host}} n’a pas pu être joint : $t(common.failures.{{kind}}). Rien n’est perdu ; réessayez plus tard.',
  'no-figures': 'Ce compte ne donne pas de chiffres : importez-les plutôt en fichier.',
  'no-secret': '« {{name}} » n’a pas besoin de secret. Rien n’a été modifié.',
  'no-sign-in': 'On ne se connecte pas à « {{name}} », ou aucune connexion n’a été commencée.',
  'no-such-call': 'Cet appel n’existe pas.',
  'no-such-step':
    'Un communiqué « $t(releases.statuses.{{status}}) » ne peut pas passer par « $t(releases.verbs.{{verb}}) ».',
  'no-workspace': 'Aucun espace de travail n’est ouvert. Ouvrez-en un d’abord.',
  'not-allowed': 'Il faut le rôle : {{roles}}.',
  'not-approved': 'Seul un communiqué approuvé peut être planifié. Soumettez-le d’abord à la validation.',
  'not-connected': 'Personne n’est connecté à « {{name}} ». Connectez d’abord cette destination.',
  'not-granted': '« {{name}} » n’a pas accordé l’accès : {{code}}. Rien n’a été modifié ; réessayez.',
  'not-reconcilable': 'Il n’y a rien à décider sur cette diffusion.',
  'passphrase-differs': 'Les deux phrases secrètes ne sont pas les mêmes. Rien n’a changé.',
  'passphrase-needed':
    'Il faut une phrase secrète, et il n’y a personne à qui la demander : mettez-la dans RELAIS_PASSPHRASE. Rien n’a changé.',
  'person-exists': 'Il y a déjà une personne à l’adresse {{email}}.',
  'person-missing': 'Il n’y a pas de personne « {{person}} ». Personnes connues : {{known}}.',
  'port-taken':
    'Un autre programme écoute sur le port {{port}}, dont cette connexion a besoin. Fermez-le, puis réessayez.',
  'print-failed': 'Le rapport n’a pas pu être imprimé : {{problem}}. Aucun fichier n’a été écrit.',
  'problems-found': 'Problèmes trouvés : {{count}}. Rien n’a changé ; gardez une copie du fichier tel qu’il est.',
  'reason-needed': 'Dites pourquoi, en une phrase : l’auteur la lira. Rien n’est encore décidé.',
  'refused-as-is': 'Ce texte exact a été refusé. Modifiez-le avant de le soumettre à nouveau.',
  'release-missing': 'Il n’y a pas de communiqué « {{id}} ».',
  'review-closed': 'Cette validation est déjà close : le texte a changé ou quelqu’un a décidé.',
  'review-missing': 'Cette validation n’existe pas.',
  'row-unreadable':
    'Ligne {{row}} : $t(releases.rowProblem.{{problem}}). La ligne a été écartée, toutes les autres sont gardées.',
  'secret-needed':
    '« {{name}} » a besoin d’un secret, et il n’y a personne à qui le demander : mettez-le dans {{variable}}. Rien n’a été changé.',
  'sign-in-late':
    'Aucune réponse n’est venue du navigateur en dix minutes. Rien n’a été modifié pour « {{name}} » ; recommencez.',
  'some-failed': 'Tout n’a pas été fait. Échecs : {{count}} ; les raisons sont données. Tout le reste est gardé.',
  'source-exists': 'Ce flux est déjà là : {{address}}.',
  'source-missing': 'Cette source n’existe pas.',
  stale:
    'Cela a été modifié ailleurs depuis que vous l’avez ouvert. Votre texte est toujours là : copiez-le, rouvrez l’original et réunissez les deux.',
  'too-deep':
    'Ce texte imbrique citations ou listes plus profondément que Relais ne peut le mettre en page web. Rien n’a changé.',
  unexpected:
    'Un incident que Relais n’avait pas prévu : {{detail}}. Rien de ce qui était affiché comme enregistré n’est perdu.',
  'workspace-busy':
    'L’espace de travail {{file}} est ouvert dans une autre fenêtre ou un autre programme. Fermez-le là-bas, puis réessayez.',
  undelivered:
    'Dues, mais non diffusées : {{count}}. La boîte d’envoi dit pourquoi ; rien de ce qui est confirmé ne sera renvoyé.',
  'workspace-exists': 'Il y a déjà un fichier {{file}}. Choisissez un autre nom ; il n’a pas été touché.',
  'workspace-from-future':
    'Cet espace de travail vient d’un Relais plus récent (schéma {{version}} ; celui-ci connaît {{newest}}). Mettez Relais à jour ; le fichier n’a pas été touché.',
  'workspace-missing': 'Il n’y a pas d’espace de travail à {{file}}.',
  'workspace-unreadable': '{{file}} n’est pas un espace de travail Relais, ou il est endommagé. Il n’a pas été touché.',
  'zone-unknown': '« {{zone}} » n’est pas un fuseau horaire. Écrivez par exemple Europe/Paris.'
}
