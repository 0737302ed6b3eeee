/** `name(type member,...)` texts as `types`. */
export function typesOf(...texts: string[]): Record<string, { name: string; type: string }[]> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name = '', members = ''] = /^([^(]+)\((.*)\)$/.exec(text) ?? []
      const list = members === '' ? [] : members.split(',')
      return [name, list.map((member) => ({ type: member.split(' ')[0] ?? '', name: member.split(' ')[1] ?? '' }))]
    }),
  )
}
