const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
]

/**
 * Finds a label that mixes alphabets which are not written together.
 *
 * @source UTS 39, section 5.1 (mixed scripts)
 */
export function findMixedLabel(labels: readonly string[]): string | undefined {
  return labels.find((label) => /[^\0-\u007f]/.test(label) && SCRIPTS.filter((script) => script.test(label)).length > 1)
}
