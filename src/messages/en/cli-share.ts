/** English words: the terminal’s commands about share kits and pictures. */
export const cliShare = {
  kit: {
    about: 'the share kit of a release',
    show: 'show it: link, key messages, pictures, and every text as it goes out',
    first: 'make first texts for each network that has none, from the release’s own words',
    anew: 'in place of the texts that are there',
    set: 'save a kit from a JSON file, in place of the one that is there',
    file: 'the JSON file; - reads standard input',
    fileAfter: 'The file holds what “kit show --json” answers, or its “kit” alone. What is left out is empty.',
    attach: 'put a picture into the kit, with its description and its rights',
    picture: 'hash of a picture in the library, or a file that is added to it',
    alt: 'what it shows, in the release’s language, for whoever does not see it',
    check: 'say what would be refused, text by text and picture by picture; exit code 1 if anything stops the review',
    saved: 'The share kit of “{{title}}” is saved.',
    attached: '“{{name}}” is in the share kit of “{{title}}”.',
    allThere: 'Every network has its texts already. With --anew they are made again.',
    problems: {
      missing: 'it is missing.',
      unknown: 'there is no such field.',
      choice: 'it must be one of: {{list}}.',
      long: 'it is too long.',
      twice: 'two texts have one id.',
      unfit: 'it is of the wrong kind.'
    }
  },
  rules: {
    about: 'what the house asks of every share text',
    show: 'show the rules',
    set: 'change rules; those that are not named stay',
    disclosureFr: 'mention that every text in French must carry; empty for none',
    disclosureEn: 'mention that every text in English must carry; empty for none',
    blocked: 'words and phrases that no text may contain; empty for none',
    hashtags: 'hashtags of first texts, without their sign; empty for none',
    medium: 'utm_medium of links; empty for links without campaign parameters'
  },
  media: {
    about: 'the library of pictures',
    add: 'add pictures (JPEG, PNG, WebP, GIF), or folders of them',
    paths: 'files or folders',
    list: 'list the pictures, newest first, and what keeps each from being used',
    query: 'only those whose name, descriptions or credit hold these words',
    describe: 'say what is known of a picture; texts that use it keep what they have',
    hash: 'the picture’s hash, or eight characters of its beginning or end',
    altFr: 'what it shows, in French, for whoever does not see it',
    altEn: 'the same in English',
    credit: 'who made it',
    licence: 'under what licence or agreement it may be used',
    expires: 'the last day on which it may be used (2027-06-30), or “never”',
    consent: 'whether the people in it agreed',
    remove: 'take a picture out of the library, unless a text uses it or did when it was submitted',
    added: 'Added: “{{name}}” ({{hash}})',
    present: 'Here already: “{{name}}” ({{hash}})',
    described: 'What is known of “{{name}}” is kept.',
    removed: 'The picture is gone from the library.',
    shown_one: '{{shown, number}} of {{count, number}} picture',
    shown_other: '{{shown, number}} of {{count, number}} pictures'
  }
}
