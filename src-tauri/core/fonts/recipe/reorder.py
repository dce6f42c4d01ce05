# Puts the glyphs of a face in the order of use: what reports are written in (frequent.txt, the characters of our own texts, the
# most frequent first), then the 3755 of GB2312's first level, then the rest as it was. A paper then touches one stretch of the
# file, not all of it.
# usage: reorder.py FILE …   rewrites each file; needs fontTools
import os,sys
from fontTools.ttLib import TTFont
here=os.path.dirname(os.path.abspath(__file__))
frequent=open(os.path.join(here,'frequent.txt'),encoding='utf8').read().replace('\n','')
level_one=bytes(b for high in range(0xb0,0xd8) for low in range(0xa1,0xff) if (high,low)<(0xd7,0xfa) for b in (high,low)).decode('gb2312')
western=''.join(map(chr,range(0x20,0x7f)))
for path in sys.argv[1:]:
    font=TTFont(path,lazy=False); font.recalcTimestamp=False; old=font.getGlyphOrder(); named=font.getBestCmap()
    for tag in font.keys():
        if tag!='GlyphOrder': font[tag]
    for glyph in font['glyf'].glyphs.values(): glyph.expand(font['glyf'])
    used=[named[ord(c)] for c in western+frequent+level_one if ord(c) in named]
    order=list(dict.fromkeys(old[:1]+used+old))
    assert sorted(order)==sorted(old)
    font.setGlyphOrder(order); font['glyf'].glyphOrder=order; font.save(path)
    print(path,len(order),os.path.getsize(path))
