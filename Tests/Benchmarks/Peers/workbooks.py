#!/usr/bin/env python3
"""The workbook that `benchmarks workbooks` reads, and openpyxl reading it.

    workbooks.py make FILE MEGABYTES    writes a workbook whose sheet has so many megabytes of XML (Python alone)
    workbooks.py read FILE              reads it with openpyxl in read-only mode: prints seconds, cells
"""

import random
import sys
import time
import zipfile

COLUMNS = 20


def letters(column):
    return chr(65 + column)


def make(path, megabytes):
    source = random.Random(1)
    texts = [f"srv-{source.randrange(10 ** 6):06}.example.com" for _ in range(40_000)]
    texts += ["poweredOn", "poweredOff", "Microsoft Windows Server 2019 (64-bit)", "Red Hat Enterprise Linux 8", "R&amp;D"]
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    size = rows = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="vInfo" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/styles.xml",
            f'<styleSheet {main}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        )
        items = "".join(f"<si><t>{text}</t></si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f'<sst {main} count="{len(texts)}" uniqueCount="{len(texts)}">{items}</sst>')
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet {main}><dimension ref="A1:T1048576"/><sheetData>'.encode())
            while size < megabytes * 1_000_000:
                rows += 1
                cells = [f'<row r="{rows}" spans="1:20">']
                for column in range(COLUMNS):
                    place = f"{letters(column)}{rows}"
                    kind = column % 5
                    if rows == 1 or kind == 0:
                        cells.append(f'<c r="{place}" t="s"><v>{column if rows == 1 else source.randrange(len(texts))}</v></c>')
                    elif kind == 1:
                        cells.append(f'<c r="{place}"><v>{source.randrange(100_000)}</v></c>')
                    elif kind == 2:
                        cells.append(f'<c r="{place}" s="1"><v>{40_000 + source.randrange(6000)}.{source.randrange(10 ** 6):06}</v></c>')
                    elif kind == 3:
                        cells.append(f'<c r="{place}" t="b"><v>{source.randrange(2)}</v></c>')
                    else:
                        cells.append(f'<c r="{place}"><v>{source.random()!r}</v></c>')
                cells.append("</row>")
                row = "".join(cells).encode()
                size += len(row)
                sheet.write(row)
            sheet.write(b"</sheetData></worksheet>")
    print(f"{rows} rows")


def read(path):
    import openpyxl

    began = time.perf_counter()
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = 0
    for row in book["vInfo"].iter_rows(values_only=True):
        for value in row:
            if value is not None:
                count += 1
    print(f"{time.perf_counter() - began} {count} cells, openpyxl {openpyxl.__version__}")


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]))
    else:
        read(sys.argv[2])
