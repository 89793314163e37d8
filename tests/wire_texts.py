"""One wire story as several publishers print it, and stories that are none of its copies; all in our own words."""

HEADLINE = "Peru and Chile reopen the desert crossing"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that is broken into lines here."""
    return [" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n")]


REPORT = """
Peru and Chile reopened the desert crossing near Tacna on Tuesday, eleven weeks after a dispute over customs
papers had stopped every lorry, and ministers of both countries walked across the line together.

Peru's transport minister visited Chile on Monday and told reporters there that 340 lorries would pass
each day until the end of May, and that the number would rise to 500 once a second weighing station had been
built on the Chilean side.

Chile had accused its neighbour in February of letting fruit through without inspection. Growers on the coast
said then that the fly which ruins mangoes had been found in three valleys, and they asked for a closed border.

Traders in the port of Arica welcomed the step but warned that many buyers had gone elsewhere. One shipper said
he had lost two contracts with supermarkets in Santiago, which now take their grapes from Argentina.

A commission of both governments will meet in Lima on 14 June to look at the rules again. Its last meeting, four
years ago, ended without a statement after the delegations could not agree on who should pay for the laboratory.

The crossing was opened in 1962 and carries about a fifth of the trade between the two countries, most of it
copper, fish meal and vegetables.
"""
PARAGRAPHS = paragraphs(REPORT)
WIRE = "\n\n".join(PARAGRAPHS)
CUT = "\n\n".join(PARAGRAPHS[:2])
CORRECTED = WIRE.replace("lorries", "trucks").replace("neighbour", "neighbor").replace("shipper", "exporter")
MIDDLE_OUT = "\n\n".join((*PARAGRAPHS[:2], *PARAGRAPHS[4:]))
BYLINE = f"By our own correspondent, with agencies, Lima\n\n{WIRE}"
HOUSE_LINES = (
    "The Coast Courier is read in nine countries and lives by its subscribers, whom it thanks for their trust.\n\n"
    f"{CUT}\n\nWrite to the editor about this report, or share it with your friends and colleagues today."
)
COPIES = {
    "whole": WIRE,
    "cut": CUT,
    "corrected": CORRECTED,
    "paragraphs left out": MIDDLE_OUT,
    "byline": BYLINE,
    "house lines": HOUSE_LINES,
}

OTHER = """
Lorries rolled over the Tacna border post again this week as Lima and Santiago settled a quarrel about papers
for farm goods. Drivers who had camped beside the road since the winter sounded their horns when the barrier
rose.

Nearly three months of closure cost exporters in southern Peru some 90 million dollars, their association
reckons. It was a complaint about infested mangoes that had led Chilean officials to shut the gate.

Under the deal inspectors of both sides will open every tenth load. Ministers promised a larger scale for the
summer, and a joint panel is to sit in the Peruvian capital in the middle of June.
"""
OTHER_REPORT = "\n\n".join(paragraphs(OTHER))
NEWS_OF_THE_NEXT_DAY = """
The first lorries were turned back at the reopened crossing near Tacna on Wednesday, a day after its festive
opening, because the scales on the Peruvian side gave other weights than the papers of the drivers, the customs
service said in the evening. About sixty vehicles spent the night beside the road, and the mayor sent blankets.

Officials promised to bring new scales from Arequipa by the weekend. Until then only empty lorries and those
with fish meal may pass, a spokesman said, adding that nobody was to blame for what he called an old machine.
"""
FOLLOW_UP = "\n\n".join((*paragraphs(NEWS_OF_THE_NEXT_DAY), *PARAGRAPHS[2:5]))
BANK = """
The central bank said it had bought {} million soles of treasury bills from dealers in the morning, at an
average rate of {} percent, and {} million in the afternoon at {} percent. Dealers had expected purchases of
about {} million as the reserves of the banks stood {} million below what the rules of the month ask for, the
bank said.
"""
(FORM,) = paragraphs(BANK)
FORMS = (FORM.format(120, 4.25, 80, 4.5, 250, 61), FORM.format(95, 4.75, 130, 3.9, 180, 17))
NO_COPIES = {
    "another report of the same event": OTHER_REPORT,
    "follow-up with yesterday's background": FOLLOW_UP,
    "stub": PARAGRAPHS[-1],
    "nothing": "",
}
