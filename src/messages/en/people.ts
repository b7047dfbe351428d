/** English words: people and their roles. */
export const people = {
  roles: { officer: 'PR officer', approver: 'approver', administrator: 'administrator' },
  title: 'People',
  text: 'Everyone has a key of their own, kept under their passphrase. Nobody approves what they wrote themselves.',
  add: 'Add a person',
  name: 'Name',
  email: 'E-mail address',
  role: 'Roles',
  choosePassphrase: 'Choose their passphrase…',
  added: '{{name}} can sign in now.'
}
