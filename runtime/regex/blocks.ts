import { type CodePointSet, range } from "./codePointSet.js";

/** The blocks of Unicode: `name=first-last`. */
const TABLE = `
Basic Latin=0-7f; Latin-1 Supplement=80-ff; Latin Extended-A=100-17f; Latin Extended-B=180-24f
IPA Extensions=250-2af; Spacing Modifier Letters=2b0-2ff; Combining Diacritical Marks=300-36f
Greek and Coptic=370-3ff; Cyrillic=400-4ff; Cyrillic Supplement=500-52f; Armenian=530-58f
Hebrew=590-5ff; Arabic=600-6ff; Syriac=700-74f; Arabic Supplement=750-77f; Thaana=780-7bf; NKo=7c0-7ff
Samaritan=800-83f; Mandaic=840-85f; Syriac Supplement=860-86f; Arabic Extended-B=870-89f
Arabic Extended-A=8a0-8ff; Devanagari=900-97f; Bengali=980-9ff; Gurmukhi=a00-a7f; Gujarati=a80-aff
Oriya=b00-b7f; Tamil=b80-bff; Telugu=c00-c7f; Kannada=c80-cff; Malayalam=d00-d7f; Sinhala=d80-dff
Thai=e00-e7f; Lao=e80-eff; Tibetan=f00-fff; Myanmar=1000-109f; Georgian=10a0-10ff; Hangul Jamo=1100-11ff
Ethiopic=1200-137f; Ethiopic Supplement=1380-139f; Cherokee=13a0-13ff
Unified Canadian Aboriginal Syllabics=1400-167f; Ogham=1680-169f; Runic=16a0-16ff; Tagalog=1700-171f
Hanunoo=1720-173f; Buhid=1740-175f; Tagbanwa=1760-177f; Khmer=1780-17ff; Mongolian=1800-18af
Unified Canadian Aboriginal Syllabics Extended=18b0-18ff; Limbu=1900-194f; Tai Le=1950-197f
New Tai Lue=1980-19df; Khmer Symbols=19e0-19ff; Buginese=1a00-1a1f; Tai Tham=1a20-1aaf
Combining Diacritical Marks Extended=1ab0-1aff; Balinese=1b00-1b7f; Sundanese=1b80-1bbf; Batak=1bc0-1bff
Lepcha=1c00-1c4f; Ol Chiki=1c50-1c7f; Cyrillic Extended-C=1c80-1c8f; Georgian Extended=1c90-1cbf
Sundanese Supplement=1cc0-1ccf; Vedic Extensions=1cd0-1cff; Phonetic Extensions=1d00-1d7f
Phonetic Extensions Supplement=1d80-1dbf; Combining Diacritical Marks Supplement=1dc0-1dff
Latin Extended Additional=1e00-1eff; Greek Extended=1f00-1fff; General Punctuation=2000-206f
Superscripts and Subscripts=2070-209f; Currency Symbols=20a0-20cf
Combining Diacritical Marks for Symbols=20d0-20ff; Letterlike Symbols=2100-214f; Number Forms=2150-218f
Arrows=2190-21ff; Mathematical Operators=2200-22ff; Miscellaneous Technical=2300-23ff
Control Pictures=2400-243f; Optical Character Recognition=2440-245f; Enclosed Alphanumerics=2460-24ff
Box Drawing=2500-257f; Block Elements=2580-259f; Geometric Shapes=25a0-25ff
Miscellaneous Symbols=2600-26ff; Dingbats=2700-27bf; Miscellaneous Mathematical Symbols-A=27c0-27ef
Supplemental Arrows-A=27f0-27ff; Braille Patterns=2800-28ff; Supplemental Arrows-B=2900-297f
Miscellaneous Mathematical Symbols-B=2980-29ff; Supplemental Mathematical Operators=2a00-2aff
Miscellaneous Symbols and Arrows=2b00-2bff; Glagolitic=2c00-2c5f; Latin Extended-C=2c60-2c7f
Coptic=2c80-2cff; Georgian Supplement=2d00-2d2f; Tifinagh=2d30-2d7f; Ethiopic Extended=2d80-2ddf
Cyrillic Extended-A=2de0-2dff; Supplemental Punctuation=2e00-2e7f; CJK Radicals Supplement=2e80-2eff
Kangxi Radicals=2f00-2fdf; Ideographic Description Characters=2ff0-2fff
CJK Symbols and Punctuation=3000-303f; Hiragana=3040-309f; Katakana=30a0-30ff; Bopomofo=3100-312f
Hangul Compatibility Jamo=3130-318f; Kanbun=3190-319f; Bopomofo Extended=31a0-31bf
CJK Strokes=31c0-31ef; Katakana Phonetic Extensions=31f0-31ff; Enclosed CJK Letters and Months=3200-32ff
CJK Compatibility=3300-33ff; CJK Unified Ideographs Extension A=3400-4dbf
Yijing Hexagram Symbols=4dc0-4dff; CJK Unified Ideographs=4e00-9fff; Yi Syllables=a000-a48f
Yi Radicals=a490-a4cf; Lisu=a4d0-a4ff; Vai=a500-a63f; Cyrillic Extended-B=a640-a69f; Bamum=a6a0-a6ff
Modifier Tone Letters=a700-a71f; Latin Extended-D=a720-a7ff; Syloti Nagri=a800-a82f
Common Indic Number Forms=a830-a83f; Phags-pa=a840-a87f; Saurashtra=a880-a8df
Devanagari Extended=a8e0-a8ff; Kayah Li=a900-a92f; Rejang=a930-a95f; Hangul Jamo Extended-A=a960-a97f
Javanese=a980-a9df; Myanmar Extended-B=a9e0-a9ff; Cham=aa00-aa5f; Myanmar Extended-A=aa60-aa7f
Tai Viet=aa80-aadf; Meetei Mayek Extensions=aae0-aaff; Ethiopic Extended-A=ab00-ab2f
Latin Extended-E=ab30-ab6f; Cherokee Supplement=ab70-abbf; Meetei Mayek=abc0-abff
Hangul Syllables=ac00-d7af; Hangul Jamo Extended-B=d7b0-d7ff; High Surrogates=d800-db7f
High Private Use Surrogates=db80-dbff; Low Surrogates=dc00-dfff; Private Use Area=e000-f8ff
CJK Compatibility Ideographs=f900-faff; Alphabetic Presentation Forms=fb00-fb4f
Arabic Presentation Forms-A=fb50-fdff; Variation Selectors=fe00-fe0f; Vertical Forms=fe10-fe1f
Combining Half Marks=fe20-fe2f; CJK Compatibility Forms=fe30-fe4f; Small Form Variants=fe50-fe6f
Arabic Presentation Forms-B=fe70-feff; Halfwidth and Fullwidth Forms=ff00-ffef; Specials=fff0-ffff
Linear B Syllabary=10000-1007f; Linear B Ideograms=10080-100ff; Aegean Numbers=10100-1013f
Ancient Greek Numbers=10140-1018f; Ancient Symbols=10190-101cf; Phaistos Disc=101d0-101ff
Lycian=10280-1029f; Carian=102a0-102df; Coptic Epact Numbers=102e0-102ff; Old Italic=10300-1032f
Gothic=10330-1034f; Old Permic=10350-1037f; Ugaritic=10380-1039f; Old Persian=103a0-103df
Deseret=10400-1044f; Shavian=10450-1047f; Osmanya=10480-104af; Osage=104b0-104ff; Elbasan=10500-1052f
Caucasian Albanian=10530-1056f; Vithkuqi=10570-105bf; Linear A=10600-1077f; Latin Extended-F=10780-107bf
Cypriot Syllabary=10800-1083f; Imperial Aramaic=10840-1085f; Palmyrene=10860-1087f
Nabataean=10880-108af; Hatran=108e0-108ff; Phoenician=10900-1091f; Lydian=10920-1093f
Meroitic Hieroglyphs=10980-1099f; Meroitic Cursive=109a0-109ff; Kharoshthi=10a00-10a5f
Old South Arabian=10a60-10a7f; Old North Arabian=10a80-10a9f; Manichaean=10ac0-10aff
Avestan=10b00-10b3f; Inscriptional Parthian=10b40-10b5f; Inscriptional Pahlavi=10b60-10b7f
Psalter Pahlavi=10b80-10baf; Old Turkic=10c00-10c4f; Old Hungarian=10c80-10cff
Hanifi Rohingya=10d00-10d3f; Rumi Numeral Symbols=10e60-10e7f; Yezidi=10e80-10ebf
Old Sogdian=10f00-10f2f; Sogdian=10f30-10f6f; Old Uyghur=10f70-10faf; Chorasmian=10fb0-10fdf
Elymaic=10fe0-10fff; Brahmi=11000-1107f; Kaithi=11080-110cf; Sora Sompeng=110d0-110ff
Chakma=11100-1114f; Mahajani=11150-1117f; Sharada=11180-111df; Sinhala Archaic Numbers=111e0-111ff
Khojki=11200-1124f; Multani=11280-112af; Khudawadi=112b0-112ff; Grantha=11300-1137f; Newa=11400-1147f
Tirhuta=11480-114df; Siddham=11580-115ff; Modi=11600-1165f; Mongolian Supplement=11660-1167f
Takri=11680-116cf; Ahom=11700-1174f; Dogra=11800-1184f; Warang Citi=118a0-118ff; Dives Akuru=11900-1195f
Nandinagari=119a0-119ff; Zanabazar Square=11a00-11a4f; Soyombo=11a50-11aaf
Unified Canadian Aboriginal Syllabics Extended-A=11ab0-11abf; Pau Cin Hau=11ac0-11aff
Bhaiksuki=11c00-11c6f; Marchen=11c70-11cbf; Masaram Gondi=11d00-11d5f; Gunjala Gondi=11d60-11daf
Makasar=11ee0-11eff; Lisu Supplement=11fb0-11fbf; Tamil Supplement=11fc0-11fff; Cuneiform=12000-123ff
Cuneiform Numbers and Punctuation=12400-1247f; Early Dynastic Cuneiform=12480-1254f
Cypro-Minoan=12f90-12fff; Egyptian Hieroglyphs=13000-1342f
Egyptian Hieroglyph Format Controls=13430-1343f; Anatolian Hieroglyphs=14400-1467f
Bamum Supplement=16800-16a3f; Mro=16a40-16a6f; Tangsa=16a70-16acf; Bassa Vah=16ad0-16aff
Pahawh Hmong=16b00-16b8f; Medefaidrin=16e40-16e9f; Miao=16f00-16f9f
Ideographic Symbols and Punctuation=16fe0-16fff; Tangut=17000-187ff; Tangut Components=18800-18aff
Khitan Small Script=18b00-18cff; Tangut Supplement=18d00-18d7f; Kana Extended-B=1aff0-1afff
Kana Supplement=1b000-1b0ff; Kana Extended-A=1b100-1b12f; Small Kana Extension=1b130-1b16f
Nushu=1b170-1b2ff; Duployan=1bc00-1bc9f; Shorthand Format Controls=1bca0-1bcaf
Znamenny Musical Notation=1cf00-1cfcf; Byzantine Musical Symbols=1d000-1d0ff
Musical Symbols=1d100-1d1ff; Ancient Greek Musical Notation=1d200-1d24f; Mayan Numerals=1d2e0-1d2ff
Tai Xuan Jing Symbols=1d300-1d35f; Counting Rod Numerals=1d360-1d37f
Mathematical Alphanumeric Symbols=1d400-1d7ff; Sutton SignWriting=1d800-1daaf
Latin Extended-G=1df00-1dfff; Glagolitic Supplement=1e000-1e02f; Nyiakeng Puachue Hmong=1e100-1e14f
Toto=1e290-1e2bf; Wancho=1e2c0-1e2ff; Ethiopic Extended-B=1e7e0-1e7ff; Mende Kikakui=1e800-1e8df
Adlam=1e900-1e95f; Indic Siyaq Numbers=1ec70-1ecbf; Ottoman Siyaq Numbers=1ed00-1ed4f
Arabic Mathematical Alphabetic Symbols=1ee00-1eeff; Mahjong Tiles=1f000-1f02f; Domino Tiles=1f030-1f09f
Playing Cards=1f0a0-1f0ff; Enclosed Alphanumeric Supplement=1f100-1f1ff
Enclosed Ideographic Supplement=1f200-1f2ff; Miscellaneous Symbols and Pictographs=1f300-1f5ff
Emoticons=1f600-1f64f; Ornamental Dingbats=1f650-1f67f; Transport and Map Symbols=1f680-1f6ff
Alchemical Symbols=1f700-1f77f; Geometric Shapes Extended=1f780-1f7ff; Supplemental Arrows-C=1f800-1f8ff
Supplemental Symbols and Pictographs=1f900-1f9ff; Chess Symbols=1fa00-1fa6f
Symbols and Pictographs Extended-A=1fa70-1faff; Symbols for Legacy Computing=1fb00-1fbff
CJK Unified Ideographs Extension B=20000-2a6df; CJK Unified Ideographs Extension C=2a700-2b73f
CJK Unified Ideographs Extension D=2b740-2b81f; CJK Unified Ideographs Extension E=2b820-2ceaf
CJK Unified Ideographs Extension F=2ceb0-2ebef; CJK Compatibility Ideographs Supplement=2f800-2fa1f
CJK Unified Ideographs Extension G=30000-3134f; Tags=e0000-e007f
Variation Selectors Supplement=e0100-e01ef; Supplementary Private Use Area-A=f0000-fffff
Supplementary Private Use Area-B=100000-10ffff
Greek=370-3ff; Combining Marks for Symbols=20d0-20ff; Cyrillic Supplementary=500-52f
`;

/** A block by its name, with spaces, without them, or with underscores, in any case: `\\p{InBasicLatin}`. */
export function blockNamed(name: string): CodePointSet | undefined {
  return blocks().get(name.toUpperCase());
}

let table: ReadonlyMap<string, CodePointSet> | undefined;

/** Read from its text when it is first asked for. */
function blocks(): ReadonlyMap<string, CodePointSet> {
  table ??= new Map(TABLE.trim().split(/; |\n/).flatMap(namesOf));
  return table;
}

function namesOf(row: string): readonly (readonly [string, CodePointSet])[] {
  const [name, bounds] = row.split("=") as [string, string];
  const [first, last] = bounds.split("-") as [string, string];
  const block = range(Number.parseInt(first, 16), Number.parseInt(last, 16));
  const upper = name.toUpperCase();
  return [upper, upper.replaceAll(" ", ""), upper.replaceAll(/[ -]/g, "_")].map((key) => [key, block]);
}
