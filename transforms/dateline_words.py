"""Words in capitals: which are labels and no places, and which begin a place of several words."""

import re

# Words that stand in capitals before a colon or dash, and are no place.
LABELS = re.compile(
    r"""(?x)(?: NOTES? | UPDATED?\d? | BREAKING | WATCH | READ | LIVE | VIDEO | PHOTOS? | PICTURES | AUDIO | LISTEN |
    OPINION | ANALYSIS | EXCLUSIVE | CORRECTIONS? | CLARIFICATION | EDITORS? | FILE | ALSO | MORE | RELATED |
    SOURCES? | CREDIT | CAPTION | WARNING | ADVISORY | FACTBOX | EXPLAINER | TIMELINE | INTERVIEW | COMMENT |
    COMMENTARY | QUESTION | ANSWER | HOST | MODERATOR | REPORTER | SUMMARY | BACKGROUND | CONTEXT | IMPORTANT
    | DISCLAIMER | ADVERTISEMENT | CONTACT | PHONE | TEL | EMAIL | FAX | DATE | TIME | TITLE | SUBJECT |
    PRESS | STATEMENT | FROM | TO | RE | CC | BY | AND | STORY | POLL | QUIZ | PODCAST | REVIEW |
    PREVIEW | RESULTS? | SCORES? )"""
)
COMPANY = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Plc|AG|SA|NV|Bank|Group|Bhd|Holdings?)\.?$", re.IGNORECASE)
# "NEW DELHI" is one place; in "said. REUTER DELHI" the first word closes the story above.
BEGINS_PLACE = re.compile(
    r"""(?x)(?: NEW | SAN | SANTA | SANTO | S[AÃ]O | ST | SAINT | LOS | LAS | LA | LE | EL | AL | RIO | PORT | PORTO |
    PUERTO | FORT | TEL | ABU | KUALA | HO | HONG | UNITED | VATICAN | GAZA | CAPE | ADDIS | PHNOM | BUENOS |
    DAR | DES | BATON | NORTH | SOUTH | EAST | WEST | CENTRAL | MOUNT | LAKE | SALT | GUANTANAMO | RAS | DEIR
    | BEIT | KHAN | THE | BANDAR | BANJA | BANDA | STARA | NOVI | NIZHNY | VELIKY | ROSTOV | GREAT | GRAND |
    PALM | LITTLE | COLORADO | CORPUS | SIERRA | MAR | BELO | PUNTA | CIUDAD | VILLA | SRI | ULAN | NAY |
    KOTA | MONTE | CHIANG | SIEM | COX'S | QUEZON | DERA | MAZAR | MEXICO | GUATEMALA | PANAMA | KUWAIT |
    WASHINGTON | NAVAL | CAMP | ABOARD | AIR | BASE | JOINT | KANSAS | OKLAHOMA | JERSEY | IOWA | ATLANTIC |
    BAD )"""
)
