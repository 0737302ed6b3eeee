import { readPairs } from './readPairs.ts'

/**
 * Readings of kanji that are usual in Japanese surnames and given names, the surname's first. A name in Han characters may be
 * Chinese or Japanese, and nothing but its readings tells.
 *
 * @source common knowledge of the hundred most frequent surnames and of given names (https://en.wikipedia.org/wiki/Japanese_name)
 */
const READINGS =
  '佐 sa 藤 to/do/fuji 鈴 suzu 木 ki/gi 高 taka 橋 hashi/bashi 田 da/ta 中 naka 伊 i 渡 wata 辺 nabe/be 山 yama/zan 本 moto/hon 村 mura 小 ko/o/sho ' +
  '林 hayashi/rin 加 ka 吉 yoshi/kichi 佐 sa 々 sa 口 guchi/kuchi 松 matsu 井 i 清 shi/kiyo/sei 水 mizu 斎 sai 斉 sai 崎 saki/zaki 森 mori 池 ike 阿 a ' +
  '部 be 石 ishi 川 kawa/gawa 上 ue/kami 前 mae 藤 to/fuji 岡 oka 後 go 長 naga/cho 谷 ya/tani 野 no 近 kon/chika 坂 saka 遠 en 青 ao 福 fuku 三 mi/zo/san 浦 ura ' +
  '西 nishi 太 ota/ta 原 hara/wara 市 ichi 島 shima/jima 嶋 shima 桜 sakura 竹 take 内 uchi 金 kane/kin 子 ko 和 kazu/wa 五 go 十 ju 嵐 arashi 宮 miya 新 shin/ara/nii ' +
  '工 ku 久 ku/hisa 保 bo/yasu 大 o/dai 平 hira/hei 丸 maru 今 ima 酒 saka 河 kawa 安 an/yasu 武 take 横 yoko 北 kita 南 minami 東 higashi/azuma 関 seki ' +
  '菊 kiku 千 chi/sen 葉 ba/ha 栗 kuri 土 do/tsuchi 屋 ya 増 masu 江 e 星 hoshi 永 naga/ei 白 shira 黒 kuro 赤 aka 秋 aki 春 haru 夏 natsu 冬 fuyu ' +
  '岩 iwa 杉 sugi 古 furu/ko 津 tsu 沢 sawa/zawa 澤 sawa/zawa 広 hiro 浜 hama 荒 ara 馬 ba/uma 矢 ya 堀 hori 滝 taki 塚 tsuka 菅 suga/kan 須 su 賀 ga/ka 柳 yanagi ' +
  '郎 ro 一 ichi/kazu 二 ji 次 ji/tsugu 治 ji/haru 朗 ro/aki 夫 o 男 o 雄 o/yu 彦 hiko 助 suke 介 suke 輔 suke 太 ta 之 yuki/no 志 shi 司 shi/ji 史 shi/fumi 美 mi 恵 e/megumi 香 ka/kaori 奈 na ' +
  '優 yu/masaru 子 ko 代 yo 枝 e 江 e 里 ri/sato 理 ri 花 ka/hana 華 ka 菜 na 早 sa/haya 苗 nae 智 tomo/sato 明 aki/mei 昭 aki 秀 hide 英 hide/ei 正 masa 政 masa 雅 masa 昌 masa 真 ma/shin/makoto ' +
  '誠 makoto/sei 健 ken/takeshi 建 ken 謙 ken 賢 ken 孝 taka 隆 taka/ryu 貴 taka/ki 敬 kei/taka 義 yoshi 良 yoshi/ryo 好 yoshi 信 nobu/shin 宣 nobu 伸 nobu 晋 shin 三 zo 純 jun 順 jun 淳 jun/atsushi ' +
  '浩 hiro/ko 博 hiro 弘 hiro 宏 hiro 裕 hiro/yu 洋 hiro/yo 陽 yo/haru 幸 yuki/sachi 行 yuki 由 yu 友 tomo 直 nao 尚 nao/hisa 文 fumi/bun 章 aki 晃 aki/ko 光 mitsu/hikari 満 mitsu 道 michi 康 yasu ' +
  '泰 yasu/tai 靖 yasu 翔 sho 翼 tsubasa 樹 ki 輝 ki/teru 紀 nori/ki 典 nori 則 nori 徳 nori/toku 敏 toshi 俊 toshi/shun 利 toshi 年 toshi 寿 toshi 哲 tetsu 徹 toru/tetsu 勝 katsu/masaru 克 katsu 茂 shigeru ' +
  '重 shige 実 minoru/mi 学 manabu 進 susumu 修 osamu/shu 勇 isamu/yu 勲 isao 功 isao 豊 yutaka 愛 ai 彩 aya 綾 aya 絵 e 結 yu 衣 i 麻 ma/asa 実 mi 未 mi 来 ki 咲 saki 桃 momo 葵 aoi 遥 haruka 舞 mai ' +
  '慎 shin 基 moto 元 moto 成 nari/shige 忠 tada 恒 tsune 晶 aki/akira 亮 ryo 遼 ryo 涼 ryo 龍 ryu 竜 ryu 生 o/ki 斗 to 人 to 仁 hito/jin 希 ki 季 ki 佳 yoshi/ka 圭 kei 恭 kyo 京 kyo 岸 kishi 文 fumi 雄 o ' +
  '安 a 倍 be 麻 a 生 so 茂 ba 破 ba 稲 ina 角 kaku 栄 ei/saka 桑 kuwa 名 na 根 ne 瀬 se 尾 o 畑 hata 倉 kura 片 kata 桐 kiri 相 ai 戸 to 門 kado 柴 shiba 沼 numa 牧 maki 布 fu 施 se'

/** The readings of each character, in the order of the table. */
export const KANJI_READINGS: ReadonlyMap<string, readonly string[]> = readPairs(READINGS)
