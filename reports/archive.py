"""The second mark of a PDF for the archive: one file that is PDF/A-3a and says that it is PDF/UA-1 as well.

The renderer writes one standard's mark into a file. PDF/A lets a file carry another's only if it also describes that
mark's properties ("extension schema") and leaves the description readable without unpacking it.
"""

from importlib import import_module
from io import BytesIO

UA = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END = b"</rdf:RDF>"


def also_accessible(pdf: bytes) -> bytes:
    """The PDF/A file with the mark of PDF/UA-1 added; the same bytes for the same file.

    Raises ValueError where the file carries no description to add it to.
    """
    pikepdf = import_module("pikepdf")  # here, because only those who make a file for the archive should wait for it
    with pikepdf.open(BytesIO(pdf)) as found:
        before, end, after = found.Root.Metadata.read_bytes().rpartition(END)
        if not end:
            raise ValueError("The PDF has no metadata, so it cannot be marked for the archive.")
        marked = found.make_stream(before + UA + end + after)
        marked.Type, marked.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        found.Root.Metadata = marked
        written = BytesIO()
        # The writer packs all but the description. An identifier that it made from the clock would differ each time.
        found.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return written.getvalue()
