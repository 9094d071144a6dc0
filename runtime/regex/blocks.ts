import { type CodePointSet, range } from "./codePointSet.js";

/**
 * The blocks of Unicode, `name=first+length`, in hexadecimal rows of sixteen code points; without `first` where a block
 * begins where the one before it ends.
 */
const TABLE = `
Basic Latin=8; Latin-1 Supplement=8; Latin Extended-A=8; Latin Extended-B=d; IPA Extensions=6
Spacing Modifier Letters=5; Combining Diacritical Marks=7; Greek and Coptic=9; Cyrillic=10
Cyrillic Supplement=3; Armenian=6; Hebrew=7; Arabic=10; Syriac=5; Arabic Supplement=3; Thaana=4; NKo=4
Samaritan=4; Mandaic=2; Syriac Supplement=1; Arabic Extended-B=3; Arabic Extended-A=6; Devanagari=8
Bengali=8; Gurmukhi=8; Gujarati=8; Oriya=8; Tamil=8; Telugu=8; Kannada=8; Malayalam=8; Sinhala=8; Thai=8
Lao=8; Tibetan=10; Myanmar=a; Georgian=6; Hangul Jamo=10; Ethiopic=18; Ethiopic Supplement=2; Cherokee=6
Unified Canadian Aboriginal Syllabics=28; Ogham=2; Runic=6; Tagalog=2; Hanunoo=2; Buhid=2; Tagbanwa=2
Khmer=8; Mongolian=b; Unified Canadian Aboriginal Syllabics Extended=5; Limbu=5; Tai Le=3; New Tai Lue=6
Khmer Symbols=2; Buginese=2; Tai Tham=9; Combining Diacritical Marks Extended=5; Balinese=8; Sundanese=4
Batak=4; Lepcha=5; Ol Chiki=3; Cyrillic Extended-C=1; Georgian Extended=3; Sundanese Supplement=1
Vedic Extensions=3; Phonetic Extensions=8; Phonetic Extensions Supplement=4
Combining Diacritical Marks Supplement=4; Latin Extended Additional=10; Greek Extended=10
General Punctuation=7; Superscripts and Subscripts=3; Currency Symbols=3
Combining Diacritical Marks for Symbols=3; Letterlike Symbols=5; Number Forms=4; Arrows=7
Mathematical Operators=10; Miscellaneous Technical=10; Control Pictures=4; Optical Character Recognition=2
Enclosed Alphanumerics=a; Box Drawing=8; Block Elements=2; Geometric Shapes=6; Miscellaneous Symbols=10
Dingbats=c; Miscellaneous Mathematical Symbols-A=3; Supplemental Arrows-A=1; Braille Patterns=10
Supplemental Arrows-B=8; Miscellaneous Mathematical Symbols-B=8; Supplemental Mathematical Operators=10
Miscellaneous Symbols and Arrows=10; Glagolitic=6; Latin Extended-C=2; Coptic=8; Georgian Supplement=3
Tifinagh=5; Ethiopic Extended=6; Cyrillic Extended-A=2; Supplemental Punctuation=8
CJK Radicals Supplement=8; Kangxi Radicals=e; Ideographic Description Characters=2ff+1
CJK Symbols and Punctuation=4; Hiragana=6; Katakana=6; Bopomofo=3; Hangul Compatibility Jamo=6; Kanbun=1
Bopomofo Extended=2; CJK Strokes=3; Katakana Phonetic Extensions=1; Enclosed CJK Letters and Months=10
CJK Compatibility=10; CJK Unified Ideographs Extension A=19c; Yijing Hexagram Symbols=4
CJK Unified Ideographs=520; Yi Syllables=49; Yi Radicals=4; Lisu=3; Vai=14; Cyrillic Extended-B=6; Bamum=6
Modifier Tone Letters=2; Latin Extended-D=e; Syloti Nagri=3; Common Indic Number Forms=1; Phags-pa=4
Saurashtra=6; Devanagari Extended=2; Kayah Li=3; Rejang=3; Hangul Jamo Extended-A=2; Javanese=6
Myanmar Extended-B=2; Cham=6; Myanmar Extended-A=2; Tai Viet=6; Meetei Mayek Extensions=2
Ethiopic Extended-A=3; Latin Extended-E=4; Cherokee Supplement=5; Meetei Mayek=4; Hangul Syllables=2bb
Hangul Jamo Extended-B=5; High Surrogates=38; High Private Use Surrogates=8; Low Surrogates=40
Private Use Area=190; CJK Compatibility Ideographs=20; Alphabetic Presentation Forms=5
Arabic Presentation Forms-A=2b; Variation Selectors=1; Vertical Forms=1; Combining Half Marks=1
CJK Compatibility Forms=2; Small Form Variants=2; Arabic Presentation Forms-B=9
Halfwidth and Fullwidth Forms=f; Specials=1; Linear B Syllabary=8; Linear B Ideograms=8; Aegean Numbers=4
Ancient Greek Numbers=5; Ancient Symbols=4; Phaistos Disc=3; Lycian=1028+2; Carian=4; Coptic Epact Numbers=2
Old Italic=3; Gothic=2; Old Permic=3; Ugaritic=2; Old Persian=4; Deseret=1040+5; Shavian=3; Osmanya=3
Osage=5; Elbasan=3; Caucasian Albanian=4; Vithkuqi=5; Linear A=1060+18; Latin Extended-F=4
Cypriot Syllabary=1080+4; Imperial Aramaic=2; Palmyrene=2; Nabataean=3; Hatran=108e+2; Phoenician=2
Lydian=2; Meroitic Hieroglyphs=1098+2; Meroitic Cursive=6; Kharoshthi=6; Old South Arabian=2
Old North Arabian=2; Manichaean=10ac+4; Avestan=4; Inscriptional Parthian=2; Inscriptional Pahlavi=2
Psalter Pahlavi=3; Old Turkic=10c0+5; Old Hungarian=10c8+8; Hanifi Rohingya=4; Rumi Numeral Symbols=10e6+2
Yezidi=4; Old Sogdian=10f0+3; Sogdian=4; Old Uyghur=4; Chorasmian=3; Elymaic=2; Brahmi=8; Kaithi=5
Sora Sompeng=3; Chakma=5; Mahajani=3; Sharada=6; Sinhala Archaic Numbers=2; Khojki=5; Multani=1128+3
Khudawadi=5; Grantha=8; Newa=1140+8; Tirhuta=6; Siddham=1158+8; Modi=6; Mongolian Supplement=2; Takri=5
Ahom=1170+5; Dogra=1180+5; Warang Citi=118a+6; Dives Akuru=6; Nandinagari=119a+6; Zanabazar Square=5
Soyombo=6; Unified Canadian Aboriginal Syllabics Extended-A=1; Pau Cin Hau=4; Bhaiksuki=11c0+7; Marchen=5
Masaram Gondi=11d0+6; Gunjala Gondi=5; Makasar=11ee+2; Lisu Supplement=11fb+1; Tamil Supplement=4
Cuneiform=40; Cuneiform Numbers and Punctuation=8; Early Dynastic Cuneiform=d; Cypro-Minoan=12f9+7
Egyptian Hieroglyphs=43; Egyptian Hieroglyph Format Controls=1; Anatolian Hieroglyphs=1440+28
Bamum Supplement=1680+24; Mro=3; Tangsa=6; Bassa Vah=3; Pahawh Hmong=9; Medefaidrin=16e4+6; Miao=16f0+a
Ideographic Symbols and Punctuation=16fe+2; Tangut=180; Tangut Components=30; Khitan Small Script=20
Tangut Supplement=8; Kana Extended-B=1aff+1; Kana Supplement=10; Kana Extended-A=3; Small Kana Extension=4
Nushu=19; Duployan=1bc0+a; Shorthand Format Controls=1; Znamenny Musical Notation=1cf0+d
Byzantine Musical Symbols=1d00+10; Musical Symbols=10; Ancient Greek Musical Notation=5
Mayan Numerals=1d2e+2; Tai Xuan Jing Symbols=6; Counting Rod Numerals=2
Mathematical Alphanumeric Symbols=1d40+40; Sutton SignWriting=2b; Latin Extended-G=1df0+10
Glagolitic Supplement=3; Nyiakeng Puachue Hmong=1e10+5; Toto=1e29+3; Wancho=4; Ethiopic Extended-B=1e7e+2
Mende Kikakui=e; Adlam=1e90+6; Indic Siyaq Numbers=1ec7+5; Ottoman Siyaq Numbers=1ed0+5
Arabic Mathematical Alphabetic Symbols=1ee0+10; Mahjong Tiles=1f00+3; Domino Tiles=7; Playing Cards=6
Enclosed Alphanumeric Supplement=10; Enclosed Ideographic Supplement=10
Miscellaneous Symbols and Pictographs=30; Emoticons=5; Ornamental Dingbats=3; Transport and Map Symbols=8
Alchemical Symbols=8; Geometric Shapes Extended=8; Supplemental Arrows-C=10
Supplemental Symbols and Pictographs=10; Chess Symbols=7; Symbols and Pictographs Extended-A=9
Symbols for Legacy Computing=10; CJK Unified Ideographs Extension B=2000+a6e
CJK Unified Ideographs Extension C=2a70+104; CJK Unified Ideographs Extension D=e
CJK Unified Ideographs Extension E=169; CJK Unified Ideographs Extension F=1d4
CJK Compatibility Ideographs Supplement=2f80+22; CJK Unified Ideographs Extension G=3000+135; Tags=e000+8
Variation Selectors Supplement=e010+f; Supplementary Private Use Area-A=f000+1000
Supplementary Private Use Area-B=1000; Greek=37+9; Combining Marks for Symbols=20d+3
Cyrillic Supplementary=50+3
`;

/** A block by its name, with spaces, without them, or with underscores, in any case: `\\p{InBasicLatin}`. */
export function blockNamed(name: string): CodePointSet | undefined {
  return blocks().get(name.toUpperCase());
}

let table: ReadonlyMap<string, CodePointSet> | undefined;

/** Read from its text when it is first asked for. */
function blocks(): ReadonlyMap<string, CodePointSet> {
  table ??= readTable();
  return table;
}

function readTable(): ReadonlyMap<string, CodePointSet> {
  const found = new Map<string, CodePointSet>();
  let next = 0;
  for (const row of TABLE.trim().split(/; |\n/)) {
    const [, name, first, length] = /(.*)=(?:(.*)\+)?(.*)/.exec(row) as unknown as string[];
    const start = first === undefined ? next : Number.parseInt(first, 16);
    next = start + Number.parseInt(length!, 16);
    const block = range(start * 16, next * 16 - 1);
    const upper = name!.toUpperCase();
    for (const key of [upper, upper.replaceAll(" ", ""), upper.replaceAll(/[ -]/g, "_")])
      found.set(key, block);
  }
  return found;
}
