import type { CopyLang } from '../../../../../domain/share/networks.ts'
import { formatInstant } from '../../../../../messages/format.ts'
import { translator } from '../../../../../messages/index.ts'
import { escapeHtml } from '../../../releases/export/plain.ts'
import type { Parcel } from '../connector.ts'

/** One page for whoever takes the package on: what it is, what to do with it, and from when on. No script, no outside file. */
export async function instructions(parcel: Parcel, tool: string, lang: CopyLang): Promise<string> {
  const t = translator(lang)
  const { content, delivery, posts, media, target } = parcel
  const zone = content?.embargo?.zone ?? 'UTC'
  const title = content?.title ?? t('delivery.package.withdrawn')
  const facts: [string, string | null][] = [
    [t('delivery.package.tool'), tool],
    [
      t('delivery.package.notBefore'),
      content?.embargo ? formatInstant(content.embargo.at, content.embargo.zone, lang) : null
    ],
    [t('delivery.package.planned'), formatInstant(delivery.plannedAt, zone, lang)],
    [t('delivery.package.link'), posts[0]?.link ?? (content?.kit?.link || null)],
    [t('delivery.package.there'), target?.remoteUrl ?? null],
    [t('delivery.package.signed'), (await parcel.approvals()).map(({ name }) => name).join(', ') || null]
  ]
  const steps = (['unpack', 'post', 'pictures', 'check', 'report'] as const).map(step =>
    t(`delivery.package.steps.${step}`)
  )
  const tasks =
    delivery.action === 'withdraw' ? [t('delivery.package.takeDown'), t('delivery.package.steps.report')] : steps
  return `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}dt{font-weight:600}dd{margin:0 0 .5rem}li{margin:.4rem 0}</style>
</head>
<body>
<p>${escapeHtml(t(`delivery.actions.${delivery.action}`))} · ${escapeHtml(parcel.organisation)}</p>
<h1>${escapeHtml(title)}</h1>
<dl>
${facts.flatMap(([name, value]) => (value === null ? [] : [`<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`])).join('\n')}
</dl>
<ol>
${tasks.map(step => `<li>${escapeHtml(step)}</li>`).join('\n')}
</ol>
${media.length > 0 ? `<h2>${escapeHtml(t('delivery.package.pictures'))}</h2>\n<ul>\n${media.map(({ alt, credit }) => `<li>${escapeHtml(alt)} (${escapeHtml(credit)})</li>`).join('\n')}\n</ul>\n` : ''}</body>
</html>
`
}
