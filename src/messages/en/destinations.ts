/** English words: kinds of destination, what they are set up with, and what goes to them. */
export const destinations = {
  problems: {
    missing: 'it is missing',
    'unknown-key': 'there is no such setting',
    'too-long': 'it is too long',
    'not-a-folder': 'it must be the full path of a folder that can be written to',
    'folder-taken': 'another destination writes to this folder',
    'not-an-address': 'it must be a web address, without a name or password in it',
    'needs-https': 'it must begin with https://, or name its host as allowed',
    'not-its-host': 'it must be the host in the address',
    'not-a-language': 'it must be a language code such as fr or en-GB',
    'not-a-secret': 'it must be “whsec_” and 24 to 64 bytes in base64',
    'not-a-choice': 'it must be one of the words listed',
    'not-days': 'it must be a number of days, such as 90',
    'not-a-flow': 'it must be the address of a flow in the Workflows app, with its signature (sig=…)',
    'retired-address':
      'it is the address of an old Office 365 connector, which Microsoft has switched off; make a flow in the Workflows app',
    'not-a-hook': 'it must be the address of an incoming webhook, https://hooks.slack.com/services/…',
    'not-a-subdomain': 'it must be the first part of the address, such as “company” in company.smarpshare.com',
    'not-an-author': 'it must be me, or a Page: its number, its URN, or the name in its address',
    'not-a-version': 'it must be a year and a month in one, such as 202609',
    'not-a-port': 'it must be a port from 1024 to 65535',
    'not-a-handle': 'it must be a handle such as armelin.example, or the account’s e-mail address',
    'not-an-app-password':
      'it must be an app password, such as abcd-efgh-ijkl-mnop, made in Bluesky’s settings; the account’s own is not wanted',
    'not-an-application-password':
      'it must be an application password: 24 letters and digits, made in the user’s profile in WordPress; the user’s own is not wanted',
    'not-a-mail-server':
      'it must be the name of a mail server, with a port if need be, such as smtp.armelin.example:587',
    'not-one-mailbox': 'it must be one e-mail address',
    'not-mailboxes': 'it must be e-mail addresses, with commas between them',
    'needs-tls': 'without encryption, the mail server’s host has to be named as allowed',
    'not-a-category': 'it must be the category’s number, or its name in addresses (slug)',
    'not-an-upload':
      'it must be an address of a folder, https://… (WebDAV) or sftp://…, without a name or password in it',
    'not-a-host-key': 'it must be “SHA256:” and the 43 characters that ssh-keygen -l shows',
    'not-two-secrets': 'it must be the password of the server that the feed is put on, a space, and the access token'
  },
  settings: {
    folder: 'Folder',
    title: 'Title of the feed',
    link: 'Page that the feed is about',
    base: 'Address of the folder on the web',
    language: 'Language',
    url: 'Address of the receiver or the site (https://…)',
    allowHost: 'Host on a private network that it may reach; with it, http:// and mail without encryption are accepted',
    secret: 'Secret',
    channels: 'Channels: names or ids, with commas between them',
    as: 'As content with a public page (external), or as internal news (internalnews)',
    days: 'Ends by itself after so many days',
    clientId: 'Client id of your own app',
    profile: 'Id of the social profile',
    network: 'Network of that profile',
    topics: 'Topics, with commas between them',
    show: 'Shown at once (yes), or put there as a draft (no)',
    subdomain: 'To count shares: first part of the address (“company” in company.smarpshare.com)',
    author: 'Whose posts: me, or a Page (its number, its URN, or the name in its address)',
    version: 'Version of the interface (year and month); a new one at least once a year',
    scopes: 'Further permissions that your app has, such as r_member_postAnalytics for a member’s figures',
    port: 'Port on this computer to which the browser comes back after signing in',
    server: 'Address of the server (https://…)',
    visibility: 'Who sees it: everybody (public), everybody but no lists (unlisted), followers (private)',
    identifier: 'Handle, such as armelin.example',
    service: 'Where the account signs in',
    host: 'Mail server, with its port if it is not the usual one',
    security: 'Encryption: from the start (tls), asked for (starttls), or none on a private network',
    user: 'User name',
    from: 'From',
    to: 'Recipients, with commas between them; one mail each',
    replyTo: 'Where answers go',
    status: 'Published at once (publish), or put there as a draft (draft)',
    category: 'Category: its number, or its name in addresses',
    put: 'Also upload to (https://… for WebDAV, or sftp://…)',
    hostKey: 'Fingerprint of the SFTP server (SHA256:…)',
    tool: 'Tool that it is for'
  },
  connectors: {
    feed: 'Feed in a folder',
    webhook: 'Signed webhook',
    sociabble: 'Sociabble',
    hootsuite: 'Hootsuite',
    amplify: 'Hootsuite Amplify',
    teams: 'Microsoft Teams',
    slack: 'Slack',
    haiilo: 'Haiilo Share (was Smarp)',
    linkedin: 'LinkedIn',
    x: 'X',
    mastodon: 'Mastodon',
    bluesky: 'Bluesky',
    mail: 'Mail',
    wordpress: 'WordPress newsroom',
    sharee: 'Sharee (feed)',
    sociallymap: 'Ambassador by Sociallymap (feed)',
    wiztrust: 'Wiztrust (hand-off package)',
    facebook: 'Facebook Page (hand-off package)',
    handoff: 'Hand-off package',
    folder: 'Folder of files'
  },
  about: {
    sociabble:
      'Puts a release in the channels you name. Sociabble lets nothing be changed, taken back or read again from outside: corrections and withdrawals are made there by hand, and figures come as files.',
    hootsuite:
      'Schedules the share text on one social profile, a few minutes ahead. Until Hootsuite has sent it, it can be replaced or deleted; after that, by hand on the network. Figures are asked for, except LinkedIn’s, which Hootsuite does not give.',
    amplify:
      'Puts the share text before employees, under the topics you name. Amplify lets nothing be changed, taken back or read again from outside: use an end after so many days, and make corrections there by hand. Figures come as files.',
    teams:
      'Posts a card in one channel, by a flow of the Workflows app. The flow says that it accepted the card, never that the channel shows it. Corrections and withdrawals are made in Teams by hand; there are no pictures and no figures.',
    slack:
      'Posts a message in one channel, by an incoming webhook. Corrections and withdrawals are made in Slack by hand; there are no pictures and no figures.',
    haiilo:
      'A feed that Haiilo fetches. It takes only what is new, so a correction arrives there as a new post, and its administrator removes the old one, and what is withdrawn, by hand. How often employees shared is asked for where there is an access token: it is the secret, after the password of the feed’s server and a space where there is one.',
    linkedin:
      'Posts on a LinkedIn Page, or as yourself, through an app of your own at LinkedIn that LinkedIn has to admit. The text can be corrected and the post taken back; its pictures and its link card cannot be changed. The sign-in lasts 60 days unless your app may renew it. Figures are asked for: of a Page’s posts and followers; of your own posts only if the app may.',
    x: 'Posts on X, which bills each post to your own app at X: 0.015 US dollars in August 2026, 0.20 with a link. A post can be taken back, not changed: a correction is a new post, made by hand. Looking whether a post arrived is billed too, a tenth of a cent for each post shown. Figures are asked for; clicks only for thirty days.',
    mastodon:
      'Posts on one Mastodon server, with an access token from its development settings (write:statuses write:media read:statuses read:accounts). A post can be corrected in place and taken back; other servers that have a copy are told, and most follow. Figures are replies, boosts and favourites; Mastodon counts no views and no clicks.',
    bluesky:
      'Posts on Bluesky, with an app password made in its settings. A correction is a new post, after which the old one is deleted; a withdrawal deletes it. Figures are likes, replies, reposts and followers; Bluesky counts no views and no clicks.',
    mail: 'Sends the whole release as one mail to each recipient, through your mail server; a share text written for mail stands before it. Accepted by the server does not mean delivered, and bounces are not read. A mail cannot be taken back: a correction or a withdrawal is another mail to those who had the first.',
    wordpress:
      'Publishes the release as a post on your WordPress site, or leaves it there as a draft, with an application password. It can be corrected in place; a withdrawal puts it in the trash, and its pictures stay in the media library. WordPress makes an RSS feed of its posts by itself. No figures.',
    webhook:
      'Sends the release, signed by the Standard Webhooks convention, to a receiver of yours: when it is published, corrected or withdrawn. The receiver drops what comes twice. Figures come as files.',
    feed: 'RSS, Atom and JSON Feed in a folder, uploaded to a server if you name one. Whatever polls the feed takes it from there.',
    sharee:
      'Sharee has no documented way in. Where your Sharee reads a feed, point it at this one; otherwise use a hand-off package.',
    sociallymap:
      'Sociallymap reads this feed as an RSS source and passes it on to ambassadors. It has no documented way to publish into it directly.',
    wiztrust:
      'Relais writes a package with the exact files and their fingerprints. Somebody uploads it to Wiztrust and notes the address here.',
    facebook:
      'Relais writes a package with the texts and pictures for the Page. Somebody posts it there and notes the address here.',
    handoff:
      'For any tool without a way in: a package with texts, pictures, link and instructions. Somebody takes it there and notes the address here.',
    folder:
      'Writes each release into a folder as web page, text, Markdown, ninjs and JSON-LD, for archives and agencies.'
  },
  package: {
    tool: 'For',
    notBefore: 'Not before',
    planned: 'Planned for',
    link: 'Link',
    there: 'What it replaces is at',
    signed: 'Signed off by',
    pictures: 'What the pictures show',
    withdrawn: 'A release is taken back',
    takeDown: 'Take down what was posted of this release, and every copy of it.',
    steps: {
      unpack: 'Unpack the archive. manifest.json names every file with its fingerprint.',
      post: 'Take the text for your network from “texts”; where there are several, choose another than your colleagues.',
      pictures: 'Take the picture from “images” in the size of your network, with its description and its credit.',
      check: 'Change nothing in the text: it was signed off as it is. Keep to the time above.',
      report: 'Tell the press office the address of what you posted, so that it is noted in Relais.'
    }
  },
  sheet: {
    title: 'Run sheet: {{organisation}}',
    about: 'A rehearsal on a copy of the workspace. Nothing has left.',
    going: 'Goes out',
    held: 'Would not go',
    nothing: 'Nothing is planned in this stretch of time.',
    goes: 'Goes',
    destination: 'Destination',
    action: 'Action',
    release: 'Release',
    outcome: 'Outcome'
  },
  destinations: {
    add: 'Add a destination',
    label: 'Destinations',
    none: 'No destination yet',
    noneText:
      'A destination is a place that approved releases go to: an employee advocacy tool, a network, your newsroom, a feed.',
    nothingOpen: 'Choose a destination.',
    groups: {
      advocacy: 'Employee advocacy',
      networks: 'Networks',
      chat: 'Chat',
      newsroom: 'Newsroom and mail',
      files: 'Files, feeds and other tools'
    },
    choose: 'Where should releases go?',
    others: 'Other kinds',
    name: 'Name',
    nameHint: 'As your team calls it: every delivery shows it.',
    more: 'More settings',
    usual: 'Left empty: {{value}}.',
    optional: 'May stay empty.',
    unset: 'Not chosen',
    next: {
      folder: 'The folder is chosen next, in a window of the system.',
      given: 'The secret is typed next, in a window of its own.',
      oauth: 'You sign in there next, in your browser.',
      appKey: 'The key of your app is typed next, in a window of its own; then you sign in there, in your browser.',
      generated: 'A secret is made for it, which the receiver needs.'
    },
    redirect: 'Redirect address, which your app there has to name:',
    secretOnce: 'Copy the secret now',
    secretText: 'The receiver checks each message with it. It is kept encrypted here and is not shown again.',
    copy: 'Copy',
    copied: 'Copied.',
    health: {
      ready: 'Ready',
      expiring: 'Ends soon',
      ended: 'Sign in again',
      connect: 'Not connected',
      secret: 'Secret missing',
      paused: 'Paused',
      unknown: 'Unknown kind'
    },
    advice: {
      expiring: 'What was granted ends {{time}}. Connect it again before that, and nothing is held.',
      ended: 'It does not accept its sign-in any more, so what goes there is held. Nothing is lost.',
      connect: 'Nobody is signed in there yet, so what goes there is held.',
      secret: 'Its secret is missing, so what goes there is held.',
      paused: '{{reason}} Since {{time}}, nothing is sent there. Let it go on once it is well again.',
      unknown: 'This version of Relais has no connector for it. Nothing is sent there.'
    },
    connect: 'Connect…',
    connectAgain: 'Connect again…',
    giveSecret: 'Give the secret…',
    newSecret: 'Give a new secret…',
    appKey: 'Give the app’s key…',
    newAppKey: 'Give a new key of the app…',
    secretKept: 'The secret is kept.',
    waiting: 'Waiting for your browser',
    waitingText: 'Sign in at {{name}} in the browser window that has just opened. Relais waits for ten minutes.',
    stopWaiting: 'Stop waiting',
    connected: '“{{name}}” is connected.',
    test: 'Test',
    testing: 'Testing…',
    works: 'It answers',
    fails: 'It does not answer as it should',
    versionEnds: 'It answers, but its version of the interface ends soon',
    versionEndsText: 'Set a newer one in its settings.',
    resume: 'Let it go on',
    disconnect: 'Disconnect',
    disconnectTitle: 'Disconnect “{{name}}”?',
    disconnectText:
      'What was granted is forgotten here, and taken back there where that is possible. What goes there is held until somebody connects it again.',
    disconnected: '“{{name}}” is disconnected.',
    remove: 'Remove…',
    removeDo: 'Remove',
    removeTitle: 'Remove “{{name}}”?',
    removeText:
      'Its secret is destroyed, and nothing can be sent there, corrected or taken back any more. What went there stays in the log.',
    connection: 'Connection',
    by: 'Connected by',
    byNobody: 'somebody who is no longer here',
    since: 'On',
    scopes: 'Granted',
    noScopes: 'not told',
    expires: 'Until',
    noEnd: 'no end is known',
    secret: 'Secret',
    kept: 'kept, encrypted',
    missing: 'missing',
    setUp: 'Settings',
    change: 'Change…',
    changeTitle: 'Settings of “{{name}}”',
    changeText: 'Where they lead elsewhere, the secret has to be given anew.',
    save: 'Save',
    saved: 'Settings saved.',
    about: 'What it does',
    can: {
      update: 'Corrections',
      withdraw: 'Withdrawals',
      look: 'Looking whether something arrived',
      metrics: 'Figures',
      yes: 'by Relais',
      no: 'by hand',
      pull: 'asked for',
      file: 'from files',
      none: 'none'
    },
    deliveries: 'Show its deliveries'
  },
  choices: {
    yes: 'Yes',
    no: 'No',
    fr: 'French',
    en: 'English',
    public: 'Everybody',
    unlisted: 'Everybody, but not in lists',
    private: 'Followers only',
    tls: 'TLS from the start',
    starttls: 'STARTTLS',
    none: 'None',
    external: 'Content with a public page',
    internalnews: 'Internal news',
    publish: 'Published at once',
    draft: 'Put there as a draft'
  },
  secrets: {
    other: { label: 'Secret', hint: 'As the destination gave it to you.' },
    app: { label: 'Key of the app (client secret)', hint: 'In the settings of your own app at the destination.' },
    webhook: { label: 'Signing secret', hint: 'Begins with whsec_. The receiver has the same one.' },
    sociabble: { label: 'Subscription key', hint: 'Sociabble gives it to its customers.' },
    haiilo: { label: 'Access token', hint: 'Made by an administrator in Haiilo.' },
    teams: {
      label: 'Address of the flow',
      hint: 'The whole address that the flow shows in the Workflows app, with sig=… in it.'
    },
    slack: { label: 'Address of the incoming webhook', hint: 'https://hooks.slack.com/services/…' },
    mastodon: { label: 'Access token', hint: 'On the server: Preferences, Development, New application.' },
    bluesky: {
      label: 'App password',
      hint: 'In Bluesky: Settings, Privacy and security, App passwords. Not the password of the account itself.'
    },
    mail: { label: 'Password of the mailbox', hint: 'Many providers have you make one for each program.' },
    wordpress: { label: 'Application password', hint: 'In WordPress: Users, Profile, Application passwords.' }
  },
  missed: {
    label: 'What missed its time',
    asking_one: '{{count, number}} delivery missed its time',
    asking_other: '{{count, number}} deliveries missed their time',
    askingText: 'Relais was not running, or this computer was asleep. Nothing of it has left: say what still goes.',
    late_one: '{{count, number}} delivery left after its time',
    late_other: '{{count, number}} deliveries left after their time',
    planned: 'planned for {{planned}}',
    send: 'Send now',
    cancel: 'Cancel this delivery',
    left: 'left {{left}}',
    more_one: 'See {{count, number}} more',
    more_other: 'See {{count, number}} more'
  },
  notices: {
    'version-ending':
      'Version {{version}} of LinkedIn’s interface may be refused from {{from}} on. Set the newest one that LinkedIn documents.'
  },
  sent: {
    read: 'Read the release',
    replaces: 'This message takes the place of the one that we sent you before.',
    correction: 'Correction: {{title}}',
    withdrawn: 'Withdrawal: please do not use our earlier message',
    withdrawnText:
      'The release in our earlier message, which this one answers, is withdrawn. Please do not publish or quote it, and remove it where you have already done so.'
  }
}
