/** What a person may do. `engine` is Relais itself, acting on a rule; nobody can be given it. */
export const roles = ['officer', 'approver', 'administrator'] as const
export type Role = (typeof roles)[number]
export type Actor = Role | 'engine'

/** A person as every screen may see them: no key material. */
export interface Person {
  id: string
  name: string
  email: string
  roles: Role[]
}
