/**
 * What about a host is by many:
 *
 * - `names`: the names below it (what the public suffix list knows, such as pages.dev, is not repeated);
 * - `pages`: pages, forms and files that anybody puts up: whose name they bear is not whose they are;
 * - `accounts`: pages of people and of the firms themselves, and links to elsewhere: a name there says nothing;
 * - `profiles`: the same on a firm's own site, which as a whole may have been taken over.
 *
 * A host with one of the first three is in a list of bad sites as a whole by mistake only.
 */
export type Sharing = 'names' | 'pages' | 'accounts' | 'profiles'

/** Hosts of each kind, with blanks between them. */
export const SHARED_HOSTS: Readonly<Record<Sharing, string>> = {
  names: `
000webhostapp.com 4everland.app 4everland.io arweave.net atwebpages.com backblazeb2.com bug3.com byethost.com
changeip.com epizy.com fleek.co getenjoyment.net ghost.io glitch.me godaddysites.com hostingersite.com hpage.com
ignorelist.com infinityfreeapp.com jimdo.com jimdosite.com mefound.com membercp.net mrbasic.com mybluehost.me
mystrikingly.com nftstorage.link on.fleek.co pe.hu pinata.cloud publicvm.com rf.gd simdif.com
site123.me tilda.ws timeweb.ru tumblr.com ucoz.com ukit.me w3s.link wcomhost.com webcindario.com webnode.com
webnode.page weebly.com wix.com wordpress.com wuaze.com zendesk.com zyrosite.com teachable.com`,
  pages: `
canva.com cdn.discordapp.com cf-ipfs.com cloudflare-ipfs.com docs.google.com drive.google.com dropbox.com forms.gle
forms.microsoft.com forms.office.com gateway.ipfs.io gateway.pinata.cloud graph.org ipfs.io issuu.com mediafire.com
mega.nz notion.so onedrive.live.com pastebin.com script.google.com sites.google.com storage.googleapis.com
sway.cloud.microsoft telegra.ph transfer.sh translate.google.com`,
  accounts: `
bitbucket.org discord.com discord.gg facebook.com gist.github.com github.com gitlab.com instagram.com linkedin.com
linktr.ee m.facebook.com medium.com mirror.xyz raw.githubusercontent.com reddit.com substack.com t.me telegram.me
tiktok.com twitter.com vimeo.com web.archive.org x.com youtube.com
adf.ly bit.do bit.ly bitly.com buff.ly clck.ru cutt.ly db.tt did.li dlvr.it fb.me flip.it goo.gl goo.su hyperurl.co
ibb.co ift.tt is.gd j.mp lc.chat lnkd.in n9.cl ow.ly qr.ae qrco.de rb.gy rebrand.ly reurl.cc s.id s.yam.com short.gy
short.io shorturl.at snip.ly soo.gd t.co t.ly t2m.io tiny.cc tiny.one tinyurl.com trib.al u.to urlz.fr urly.it v.gd
v.ht vk.cc w.wiki wp.me x.gd youtu.be`,
  profiles: `
calendly.com collab.land galxe.com gitcoin.co opensea.io premint.xyz rarible.com snapshot.box snapshot.org zealy.io`,
}
