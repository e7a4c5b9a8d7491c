"""The order in which the schemas of ECMA-376 want what stands in an element, and a file held against it.

Programs of offices are strict about it: Word and Excel offer to repair a file in which it is otherwise.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

_BORDERS = "top left start bottom right end insideH insideV tl2br tr2bl between bar"
SEQUENCES: dict[str, dict[str, str]] = {
    "word/": {
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
        " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
        " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
        " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
        "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
        " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText"
        " vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
        "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
        " tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
        "tr": "tblPrEx trPr tc",
        "tc": "tcPr tbl p",
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
        " vAlign hideMark",
        "tblBorders": _BORDERS,
        "tcBorders": _BORDERS,
        "tblCellMar": "top left start bottom right end",
        "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
        " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
        "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat"
        " locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
        "styles": "docDefaults latentStyles style",
        "docDefaults": "rPrDefault pPrDefault",
        "settings": "writeProtection view zoom removePersonalInformation mirrorMargins displayBackgroundShape"
        " proofState attachedTemplate stylePaneFormatFilter documentProtection defaultTabStop autoHyphenation"
        " evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat docVars rsids mathPr themeFontLang"
        " clrSchemeMapping shapeDefaults decimalSymbol listSeparator",
        "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    },
    "xl/": {
        "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
        "font": "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme",
        "patternFill": "fgColor bgColor",
        "border": "start end left right top bottom diagonal vertical horizontal",
        "xf": "alignment protection extLst",
        "dxf": "font numFmt fill alignment border protection",
        "workbook": "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups"
        " externalReferences definedNames calcPr",
        "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection"
        " protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr"
        " conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks"
        " colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture"
        " oleObjects controls webPublishItems tableParts extLst",
        "sheetPr": "tabColor outlinePr pageSetUpPr",
        "sheetView": "pane selection pivotSelection",
        "c": "f v is",
        "dataValidation": "formula1 formula2",
        "headerFooter": "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter",
    },
    "charts/": {
        "chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotFmts protection chart spPr"
        " txPr externalData printSettings userShapes",
        "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly"
        " dispBlanksAs",
        "plotArea": "layout barChart lineChart scatterChart dateAx catAx valAx serAx dTable spPr",
        "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
        "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
        "ser": "idx order tx spPr invertIfNegative pictureOptions marker dPt dLbls trendline errBars cat val xVal yVal"
        " smooth shape",
        "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark"
        " tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
        "dateAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark"
        " tickLblPos spPr txPr crossAx crosses crossesAt auto lblOffset baseTimeUnit majorUnit majorTimeUnit minorUnit"
        " minorTimeUnit",
        "valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark"
        " tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits",
        "dLbls": "dLbl delete numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent"
        " showBubbleSize separator showLeaderLines",
        "legend": "legendPos legendEntry layout overlay spPr txPr",
        "title": "tx layout overlay spPr txPr",
        "ln": "noFill solidFill gradFill pattFill prstDash custDash round bevel miter headEnd tailEnd",
    },
}


def out_of_order(data: bytes) -> Iterator[str]:
    """Yield what stands where the schema does not want it, in the parts of a file of Word or Excel."""
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            sequences = next((SEQUENCES[kind] for kind in ("charts/", "word/", "xl/") if kind in name), None)
            if sequences is None or not name.endswith(".xml") or "theme" in name:
                continue
            for element in etree.fromstring(archive.read(name)).iter("*"):
                wanted = sequences.get(etree.QName(element).localname)
                if wanted is not None:
                    yield from (f"{name}: {words}" for words in _misplaced(element, wanted.split()))


def _misplaced(element: etree._Element, wanted: list[str]) -> Iterator[str]:
    tag = etree.QName(element).localname
    found = [etree.QName(child).localname for child in element.iterchildren("*")]
    if tag == "tc":  # paragraphs and tables in any order
        found = ["p" if each == "tbl" else each for each in found]
    last = 0
    for each in found:
        if each not in wanted:
            yield f"{each} in {tag} is not known"
            continue
        if wanted.index(each) < last:
            yield f"{each} in {tag} stands after {wanted[last]}"
        last = max(last, wanted.index(each))


def parts_without_use(data: bytes) -> list[str]:
    """Return the parts that no other part of the file points to, and those that programs leave behind."""
    with ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        targets = set()
        for name in names:
            if name.endswith(".rels"):
                folder = name.partition("_rels/")[0]
                for target in re.findall(r'Target="([^"]+)"', archive.read(name).decode("utf-8")):
                    targets.add(target.lstrip("/") if target.startswith("/") else _joined(folder, target))
    left = re.compile(r"stylesWithEffects|printerSettings|thumbnail|customXml|webSettings|numbering")
    beside = {name for name in names if not name.endswith(".rels") and name != "[Content_Types].xml"} - targets
    return sorted(beside | {name for name in names if name.startswith(("word/", "customXml")) and left.search(name)})


def _joined(folder: str, target: str) -> str:
    path = folder.split("/")[:-1]
    for step in target.split("/"):
        path = path[:-1] if step == ".." else [*path, step]
    return "/".join(path)
