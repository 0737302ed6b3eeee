import * as Kind from './Kind.ts'
import { sheet } from './measure.ts'
import { px } from './paths.ts'
import type { KeyEntry, Line, Scene, SceneNode, SceneRibbon } from './Scene.ts'
import { ink, styleSheet } from './styleSheet.ts'
import { clean, escapeXml } from './Text.ts'

/**
 * Writes a scene as one self-contained SVG: no script, no font, no reference to anything outside.
 *
 * Colours stand twice: as attributes for light paper, which every program reads, and as a style sheet that follows the
 * reader's light or dark setting.
 *
 * @param scene - Output of `layout`.
 * @returns SVG text, UTF-8, ending in a line feed.
 */
export function toSvg(scene: Scene): string {
  const title = scene.title.map((line) => line.text).join(' ') || 'Flow of funds'
  const parts = [
    open(scene, title),
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(scene.description)}</desc>`,
    `<style>${styleSheet()}</style>`,
    `<rect class="paper" width="${px(scene.widthPx)}" height="${px(scene.heightPx)}" fill="${ink.light.paper}"/>`,
    ...writeHead(scene),
    group('ribbons', sortForDrawing(scene.ribbons).map(writeRibbon)),
    group('bars', scene.nodes.map(writeBar)),
    group('labels', scene.nodes.map(writeLabel)),
    group('key', scene.key.map(writeKey)),
    group(
      'notes',
      scene.notes.map((line) => text(line, 'note', sheet.notePx)),
    ),
    '</svg>',
  ]
  return `${parts.join('\n')}\n`
}

function open({ widthPx, heightPx }: Scene, title: string): string {
  const size = `width="${px(widthPx)}" height="${px(heightPx)}" viewBox="0 0 ${px(widthPx)} ${px(heightPx)}"`
  const font =
    "font-family=\"Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'DejaVu Sans', sans-serif\""
  return `<svg xmlns="http://www.w3.org/2000/svg" class="lz-flow" role="img" aria-label="${escapeXml(title)}" ${size} ${font}>`
}

function group(name: string, children: readonly string[]): string {
  return children.length === 0 ? `<g class="${name}"/>` : `<g class="${name}">\n${children.join('\n')}\n</g>`
}

function writeHead(scene: Scene): string[] {
  const end = px(scene.widthPx - sheet.marginPx)
  const rules = scene.rulesPx.map((y) => {
    return `<path class="rule" d="M${sheet.marginPx} ${px(y)}H${end}" stroke="${ink.light.rule}" fill="none"/>`
  })
  return [
    ...scene.title.map((line) => text(line, 'title', sheet.titlePx)),
    text(scene.summary, 'note', 14),
    group(
      'columns',
      scene.columns.map((line) => text(line, 'head', sheet.headPx)),
    ),
    ...rules,
  ]
}

// Wide ones first, so that thin ones lie on top; those that go back last.
function sortForDrawing(ribbons: readonly SceneRibbon[]): SceneRibbon[] {
  const sorted = ribbons.map((ribbon, at) => ({ ribbon, at }))
  sorted.sort(
    (a, b) => Number(a.ribbon.back) - Number(b.ribbon.back) || b.ribbon.widthPx - a.ribbon.widthPx || a.at - b.at,
  )
  return sorted.map(({ ribbon }) => ribbon)
}

function writeRibbon(ribbon: SceneRibbon): string {
  const { kind, path, arrow, back, tooltip, widthPx } = ribbon
  const colour = Kind.looks[kind].light
  const shape = back
    ? `<path class="s-${kind}" d="${path}" fill="none" stroke="${colour}" stroke-width="${px(widthPx)}" stroke-dasharray="4 2.5"/>` +
      `<path class="f-${kind}" d="${arrow}" fill="${colour}"/>`
    : `<path class="f-${kind}" d="${path}" fill="${colour}"/>`
  return `<g class="ribbon" opacity="${opacityOf(ribbon)}"><title>${escapeXml(tooltip)}</title>${shape}</g>`
}

function writeBar(node: SceneNode): string {
  const { kind, xPx, yPx, widthPx, heightPx } = node
  const look = Kind.looks[kind].light
  const box = `x="${px(xPx)}" y="${px(yPx)}" width="${px(widthPx)}" height="${px(heightPx)}"`
  const bar = `<rect class="f-${kind}" ${box} rx="1.5" fill="${look}"/>`
  return `<g class="node"><title>${escapeXml(node.tooltip)}</title>${bar}${writeEnded(node)}</g>`
}

// A hair needs more ink than an area to be seen.
function opacityOf({ kind, back, widthPx }: SceneRibbon): number {
  if (back) return 0.6
  if (widthPx < 2) return 0.5
  return kind === 'account' ? 0.28 : 0.36
}

// The part that stayed is striped by lines of paper, the same on every bar.
function writeEnded({ xPx, yPx, widthPx, heightPx, endedPx }: SceneNode): string {
  if (endedPx === 0) return ''
  const top = yPx + heightPx - endedPx
  const stripes: string[] = []
  for (let y = top + 1; y < yPx + heightPx; y += 4) stripes.push(`M${px(xPx)} ${px(y)}h${px(widthPx)}`)
  return `<path class="stripe" d="${stripes.join('')}" fill="none" stroke="${ink.light.paper}" stroke-width="1.4"/>`
}

function writeLabel(node: SceneNode): string {
  const { kind, titles, amount, subtitle, sign } = node
  const strong = kind === 'account' ? 'label' : 'label strong'
  return [
    `<g><title>${escapeXml(node.tooltip)}</title>`,
    writeSign(kind, sign, node.merged),
    ...titles.map((line) => text(line, strong, sheet.labelPx)),
    text(amount, 'amount', sheet.amountPx),
    subtitle ? text(subtitle, 'amount', sheet.amountPx) : '',
    '</g>',
  ].join('')
}

// Several accounts in one node: the sign stands twice, one behind the other.
function writeSign(kind: Kind.Kind, { xPx, yPx }: SceneNode['sign'], merged: boolean): string {
  const { sign, light } = Kind.looks[kind]
  const draw = (x: number, y: number, opacity: string): string =>
    `<path class="f-${kind} halo" d="${sign}" transform="translate(${px(x)} ${px(y)})" fill="${light}" fill-rule="evenodd"${opacity}/>`
  return merged ? draw(xPx - 2, yPx - 2, ' opacity="0.5"') + draw(xPx + 1, yPx + 1, '') : draw(xPx, yPx, '')
}

function writeKey({ kind, name, detail }: KeyEntry): string {
  const sign = writeSign(kind, { xPx: name.xPx - sheet.signPx + 3, yPx: name.yPx - 4 }, false)
  return `<g>${sign}${text(name, 'label strong', sheet.notePx)}${text(detail, 'amount', sheet.notePx)}</g>`
}

function text(line: Line, className: string, sizePx: number): string {
  const fill = className.startsWith('label') || className === 'title' ? ink.light.text : ink.light.quiet
  const at = `x="${px(line.xPx)}" y="${px(line.yPx)}" font-size="${sizePx}" fill="${fill}"`
  return `<text class="${className}" ${at}>${escapeXml(clean(line.text))}</text>`
}
