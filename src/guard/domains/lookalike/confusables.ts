/**
 * What a character of an internationalised name looks like in plain letters: the letters, then the characters. Those that
 * are a plain letter with marks are not here. Made by scripts/confusables.mjs.
 *
 * @source Unicode confusables.txt, version 14.0.0 (https://www.unicode.org/reports/tr39/), Unicode licence
 */
export const CONFUSABLES = `
2 ᒿꛯƻ
3 𖼻𑣊
6 б𑣕
7 𑣆
8 ৪੪𞣋ȣ𐌚
9 ੧୨৭൭𑣌𑣖
a ɑαаᗅꓮ𖽀𐊠
aa ꜳ
ae æӕ
ao ꜵ
au ꜷ
av ꜹꜻ
ay ꜽ
b ᑲᖯᗷꓐ𐊂𐊡𐌁ɓᑳƃƀҍѣ
c ᴄⲥсꮯ𐐽𑣲𑣩ꓚ𐊢𐌂𐔜ȼҫ
d ԁᑯꓒᗞᗪꓓɗɖƌđ
dz ʣ
e ꬲеҽⴹꓰ𐊆ɇҿ
f ꬵꞙẝքᖴꓝ𑣂𐊇𐊥𐔥ƒᵮ
g ɡᶃƍցꓖɠǥ
h һհᕼꓧ𐋏ɦꚕħћ
i ıɪɩιіꙇӏꭵ𑣃ɨᵻᵼ
j ϳјᒍꓙɉ
k ᛕꓗ𐔘ƙ
l ١۱𐌠𞣇ǀוןاߊⵏᛁꓲ𖼨𐊊𐌉ᒪꓡ𖼖𐔦łɭƚɫإٳ
ll ǁװ
ls ʪ
lz ʫ
m ᗰᛖꓟ𐊰𐌑𑣣𑜀ɱᵯ
n ոռꓠ𐔓ɳƞηᵰ
o ०੦૦௦౦೦൦๐໐၀٥۵ᴏᴑꬽοσⲟоჿօסهھہەഠဝ𐓪𑣈𑣗𐐬߀০୦〇𑓐𑣠ⵔዐଠꓳ𐊒𐊫𐔖ۿøꬾⵁɵꝋөѳꮎꮻθⴱꭴတ
oe œ
oo ꝏꚙ
p ρⲣрᑭꓑ𐊕ƥᵽ
q ԛգզⵕʠ
r ꭇꭈᴦⲅгꮁᖇꓣ𖼵ɽɼɍғᵲ
s ꜱƽѕꮪ𑣁𐑈ꓢ𖼺𐊖ʂᵴ
t ꓔ𖼊𐊗𐊱𐌕ƭŧᵵ
tf ꝷ
ts ʦ
u ꞟᴜꭎꭒʋυս𐓶𑣘ሀᑌꓴ𖽂ᵾꮜ
ue ᵫ
uo ꭣ
v ᴠνѵט𑜆ꮩ𑣀٧۷ⴸᐯꛟꓦ𖼈𐔝
w ɯᴡѡԝա𑜊𑜎𑜏ꮃ𑣯𑣦ꓪѽ𑓅ꝡ
x хᕁᕽ𐌢𑣬ⵝᚷꓫ𐊐𐊴𐌗𐔧
y ɣᶌʏỿꭚγуүყ𑣜ꓬ𖽃𐊲ƴɏұ
z ᴢꮓ𑣄𐋵𑣥ꓜʐƶȥᵶ
`
