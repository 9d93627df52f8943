"""Reports: what was measured, as one HTML file and one PDF, with figures as SVG and PNG.

    facts      what a model is and how it was made, read from its runs
    sections   the facts and figures as blocks of a document
    document   what a document is made of
    plots      the figures, drawn by matplotlib; curves, matrices, maps
    html, pdf  the two writers; they know no report
    dcase      system description and predictions as the challenge has them
    writing    all of it: ``write_report``

Every number comes from the same JSON that ``asc evaluate`` prints. matplotlib is of the lab pack
and imported on demand.
"""
