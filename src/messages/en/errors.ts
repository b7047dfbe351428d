/** English words: one per error code. Say what happened, what was kept, and what to do. */
export const errors = {
  'account-exists': 'There is already a destination named “{{name}}”. Choose another name.',
  'account-has-posts':
    'Texts went out on “{{name}}” already, and would be looked for in the wrong place. Nothing was changed: add another destination instead.',
  'account-in-use': '“{{name}}” has deliveries waiting. Cancel them first, then remove it.',
  'account-missing': 'There is no destination “{{name}}”.',
  'address-refused':
    'The address {{address}} leads to a private or local host, which Relais does not open unless a destination’s own setting allows it.',
  'address-unusable':
    'Relais opens only addresses that begin with https:// or http:// and hold neither a name nor a password.',
  'app-key-needed':
    '“{{name}}” signs in through an app of your own, whose key (client secret) is missing. Give the key first.',
  'approval-invalid':
    'The approval of this release does not hold any more: its text or its signature was changed. Submit it for review again.',
  'author-cannot-decide': 'You wrote part of this text, so somebody else has to decide on it. Nothing was changed.',
  'bad-input': 'Relais could not read “{{where}}”: {{problem}}. Nothing was changed.',
  'bad-passphrase': 'That is not the passphrase. Nothing was changed.',
  'bad-time':
    'Relais could not read the time “{{value}}”. Write it as 2026-11-26T07:30, with a zone such as Europe/Paris.',
  'bad-settings': 'The setting “{{key}}” cannot be used: $t(delivery.problems.{{problem}}). Nothing was changed.',
  cancelled: 'Stopped on your word. What was done so far is kept.',
  'cannot-look':
    'Relais cannot look into “{{name}}” now: there is no call for it, or its sign-in does not work. Look there yourself, then say what you found.',
  'connector-unknown': 'There is no connector “{{kind}}”. There are: {{known}}.',
  'delivery-missing': 'There is no such delivery.',
  'delivery-state': 'This delivery is $t(delivery.states.{{state}}), so that cannot be done to it now.',
  'desk-busy': 'Another window of Relais is waiting for an answer. Answer or close it first.',
  'destination-not-signed':
    'What was signed names other destinations, and not “{{name}}”. Add it to the release’s destinations and have it signed again. Nothing was planned.',
  'destination-refused': 'The destination does not take this account: {{answer}}. Nothing was sent.',
  'engine-stopped':
    'The part of Relais that keeps the workspace stopped before it answered. Nothing was lost that was shown as saved; try again.',
  'file-damaged': '“{{path}}” is damaged, cut short, or not what its name says. Nothing was imported from it.',
  'file-date':
    '“{{path}}” gives its date as “{{date}}”, which is no day between 1900 and 2100. Correct it (2026-11-26) or take it out. Nothing was imported from it.',
  'file-empty': '“{{path}}” has no text in it. Nothing was imported from it.',
  'file-encrypted':
    '“{{path}}” is locked with a password. Save it without one, then import it again. Nothing was imported from it.',
  'file-link': '“{{path}}” is a link or a device, which Relais does not follow. Name the file itself.',
  'file-missing': 'There is no file “{{path}}”.',
  'file-too-complex':
    '“{{path}}” holds far more than a document does once it is opened, or is nested far deeper. Nothing was imported from it.',
  'file-too-large': '“{{path}}” is larger than {{limit}} MB. Nothing was imported from it.',
  'file-type': '“{{path}}” is of a kind that Relais does not read. It reads .md, .html, .docx, .jsonl and .jsonl.gz.',
  'file-unreadable': '“{{path}}” could not be read: {{problem}}. Nothing was imported from it.',
  'feed-offline': 'This computer has no network, so the feed was not pulled. What was there before is kept.',
  'feed-status':
    'The server of the feed answered with status {{status}} instead of the feed. What was there before is kept.',
  'file-unsafe':
    '“{{path}}” declares entities, with which a document can read other files. Relais does not open it; save it anew from your word processor.',
  'front-matter':
    'Line {{line}} of “{{path}}” could not be read as YAML. A value that has a colon in it needs quotation marks around it. Nothing was imported from it.',
  'feed-too-large': 'The feed is larger than {{limit}} MB. What was there before is kept.',
  'feed-too-slow': 'The feed took longer than {{seconds}} seconds. What was there before is kept.',
  'feed-unreadable': 'This is not a feed that Relais can read (RSS, Atom or JSON Feed): {{problem}}.',
  'feed-unreachable': 'The feed could not be reached: {{problem}}. What was there before is kept; pull again later.',
  'file-unwritable': '“{{path}}” could not be written: {{problem}}.',
  'format-unsupported': 'Relais cannot write “{{format}}” yet. It writes md, html, json, ninjs and jsonld.',
  'id-ambiguous': '“{{id}}” fits several ids. Give more of it.',
  incomplete: 'A release needs a title and a text before it can be submitted.',
  'item-missing': 'There is no such item in the inbox.',
  'kit-file': '“{{path}}” does not hold a share kit. {{where}}: $t(cli.kit.problems.{{problem}}) Nothing was changed.',
  'kit-unready': 'The share kit is not ready for review. To mend: {{count}}.',
  'kit-problems':
    'The share kit is not ready, so nothing was submitted. $t(share.places.{{place}}): $t(share.problems.{{problem}}) Problems in all: {{problems}}.',
  'link-refused': 'Relais opens only web addresses that start with https://, and mail addresses.',
  locked: 'Nobody is signed in on this desk. Sign in first; nothing was changed.',
  'media-damaged': 'This picture could not be shown: its file cannot be read to its end.',
  'media-in-use':
    '“{{name}}” stays in the library. Releases that use it: {{releases}}. Submitted texts that it is evidence of: {{revisions}}.',
  'media-lost':
    'The file of this picture is missing from the workspace, or is not the one that was added. Add the picture again.',
  'media-missing': 'There is no such picture in the library.',
  'media-name':
    '“{{path}}” is a {{format}} picture, though its name says otherwise. Rename it, if you know where it comes from. It was not added.',
  'media-too-many-pixels':
    '“{{path}}” has {{megapixels}} million pixels; Relais opens pictures up to {{limit}} million. It was not added.',
  'media-type':
    '“{{path}}” is not a picture that Relais takes, but $t(share.media.kinds.{{kind}}). It takes JPEG, PNG, WebP and GIF. It was not added.',
  'media-unfit':
    'A picture could not be made to fit {{width}} × {{height}} pixels and {{bytes}} bytes. Nothing was sent.',
  'media-unreadable':
    '“{{path}}” is damaged or cut short. Open it in a picture program, save it anew, and add that. It was not added.',
  'metric-account-missing': 'There is no account “{{name}}” in the figures.',
  'metrics-cells':
    'Row {{row}} has {{found}} cells where the headings have {{expected}}. The row was left out, all others were kept.',
  'metrics-channel':
    'Row {{row}}, column “{{column}}”: “{{value}}” is neither owned nor advocacy. The row was left out, all others were kept.',
  'metrics-columns': '“{{file}}” has no column for {{missing}}. Found: {{found}}. Nothing was imported.',
  'metrics-count':
    'Row {{row}}, column “{{column}}”: “{{value}}” is not a whole number. The row was left out, all others were kept.',
  'metrics-date':
    'Row {{row}}, column “{{column}}”: “{{value}}” is not a date. The row was left out, all others were kept.',
  'metrics-empty':
    'Row {{row}}, column “{{column}}”: there is nothing in it. The row was left out, all others were kept.',
  'metrics-quote':
    '“{{file}}”: a quotation mark opened in or after row {{row}} is never closed, so the rest cannot be told apart. Nothing was imported.',
  'network-failed': '{{host}} could not be reached: $t(common.failures.{{kind}}). Nothing was lost; try again later.',
  'no-figures': 'This account cannot tell any figures: import them as a file instead.',
  'no-secret': '“{{name}}” needs no secret. Nothing was changed.',
  'no-sign-in': 'There is no signing in at “{{name}}”, or none was begun.',
  'no-such-call': 'There is no such call.',
  'no-such-step':
    'A release that is “$t(releases.statuses.{{status}})” cannot go through “$t(releases.verbs.{{verb}})”.',
  'no-workspace': 'No workspace is open. Open one first.',
  'not-allowed': 'This needs the role: {{roles}}.',
  'not-approved': 'Only an approved release can be planned. Submit it for review first.',
  'not-connected': 'Nobody is signed in at “{{name}}”. Connect it first.',
  'not-granted': '“{{name}}” did not grant access: {{code}}. Nothing was changed; try again.',
  'not-reconcilable': 'There is nothing to decide on this delivery.',
  'passphrase-differs': 'The two passphrases are not the same. Nothing was changed.',
  'passphrase-needed':
    'This needs a passphrase, and there is nobody to ask: put it in RELAIS_PASSPHRASE. Nothing was changed.',
  'person-exists': 'There is already a person with the address {{email}}.',
  'person-missing': 'There is no person “{{person}}”. Known: {{known}}.',
  'port-taken': 'Another program listens on port {{port}}, which this sign-in needs. Close it, then try again.',
  'print-failed': 'The report could not be printed: {{problem}}. No file was written.',
  'problems-found': 'Problems found: {{count}}. Nothing was changed; keep a copy of the file as it is.',
  'reason-needed': 'Say why, in a sentence: the author will read it. Nothing was decided yet.',
  'refused-as-is': 'Exactly this text was refused. Change it before submitting it again.',
  'release-missing': 'There is no release “{{id}}”.',
  'review-closed': 'This review is closed already: the text was changed or somebody decided.',
  'review-missing': 'There is no such review.',
  'row-unreadable': 'Row {{row}}: $t(releases.rowProblem.{{problem}}). The row was left out, all others were kept.',
  'secret-needed':
    '“{{name}}” needs a secret, and there is nobody to ask: put it in {{variable}}. Nothing was changed.',
  'sign-in-late': 'No answer came from the browser within ten minutes. Nothing was changed at “{{name}}”; begin again.',
  'some-failed': 'Not all was done. Failed: {{count}}; the reasons are listed. Everything else is kept.',
  'source-exists': 'This feed is there already: {{address}}.',
  'source-missing': 'There is no such source.',
  stale:
    'This was changed elsewhere since you opened it. Your text is still here: copy it, open the original again, and merge.',
  undelivered: 'Due, but not delivered: {{count}}. The outbox says why; nothing that is confirmed will be sent again.',
  'too-deep': 'This text has quotes or lists nested deeper than Relais can turn into a web page. Nothing was changed.',
  unexpected: 'Something went wrong that Relais did not foresee: {{detail}}. Nothing was lost that was shown as saved.',
  'workspace-busy': 'The workspace {{file}} is open in another window or program. Close it there, then try again.',
  'workspace-exists': 'There is already a file {{file}}. Choose another name; it was not touched.',
  'workspace-from-future':
    'This workspace was written by a newer Relais (schema {{version}}; this one knows {{newest}}). Update Relais; the file was not touched.',
  'workspace-missing': 'There is no workspace at {{file}}.',
  'workspace-unreadable': '{{file}} is not a Relais workspace, or it is damaged. It was not touched.',
  'zone-unknown': '“{{zone}}” is not a time zone. Write it as Europe/Paris.'
}
