// Hosts whose content is by many: an entry that is one of them accuses all, so only its paths or the names below it are taken.
// What the public suffix list knows already (pages.dev, vercel.app, ...) is not repeated here.
const HOSTING = `
000webhostapp.com 4everland.app 4everland.io arweave.net atwebpages.com backblazeb2.com bug3.com byethost.com
changeip.com epizy.com fleek.co getenjoyment.net ghost.io glitch.me godaddysites.com hostingersite.com hpage.com
ignorelist.com infinityfreeapp.com ipfs.io jimdo.com jimdosite.com mefound.com membercp.net mrbasic.com mybluehost.me
mystrikingly.com nftstorage.link on.fleek.co pe.hu pinata.cloud gateway.pinata.cloud publicvm.com rf.gd simdif.com
site123.me tilda.ws timeweb.ru tumblr.com ucoz.com ukit.me w3s.link wcomhost.com webcindario.com webnode.com
webnode.page weebly.com wix.com wordpress.com wuaze.com zendesk.com zyrosite.com teachable.com
`
const BY_PATH = `
bitbucket.org canva.com discord.com discord.gg docs.google.com drive.google.com dropbox.com facebook.com
forms.gle forms.office.com gist.github.com github.com gitlab.com instagram.com issuu.com linkedin.com linktr.ee
m.facebook.com mediafire.com medium.com mega.nz mirror.xyz notion.so onedrive.live.com pastebin.com
raw.githubusercontent.com reddit.com sites.google.com storage.googleapis.com substack.com t.me telegra.ph telegram.me
tiktok.com transfer.sh translate.google.com twitter.com vimeo.com web.archive.org x.com youtube.com
`
const SHORTENERS = `
adf.ly bit.do bit.ly bitly.com buff.ly clck.ru cutt.ly db.tt did.li dlvr.it fb.me flip.it goo.gl goo.su hyperurl.co ibb.co
ift.tt is.gd j.mp lc.chat lnkd.in n9.cl ow.ly qr.ae qrco.de rb.gy rebrand.ly reurl.cc s.id s.yam.com short.gy short.io
shorturl.at snip.ly soo.gd t.co t.ly t2m.io tiny.cc tiny.one tinyurl.com trib.al u.to urlz.fr urly.it v.gd v.ht vk.cc w.wiki
wp.me x.gd youtu.be
`

const SHARED: ReadonlySet<string> = new Set(`${HOSTING} ${BY_PATH} ${SHORTENERS}`.trim().split(/\s+/))

/** Whether many share a host, so that it can only be listed with a path. */
export function isSharedHost(host: string): boolean {
  return SHARED.has(host)
}
