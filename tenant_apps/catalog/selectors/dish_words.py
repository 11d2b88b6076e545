"""Kinds of dishes, and the words by which they are known in English, Italian and the kitchens that feed both."""

from enum import StrEnum


class DishKind(StrEnum):
    PIZZA = "pizza"
    CALZONE = "calzone"
    PASTA = "pasta"
    BURGER = "burger"
    SANDWICH = "sandwich"
    SALAD = "salad"
    SOUP = "soup"
    BIRYANI = "biryani"
    RICE = "rice"
    BREAD = "bread"
    FRIED = "fried"
    FRIES = "fries"
    SAUCE = "sauce"
    GRILL = "grill"
    FISH = "fish"
    CURRY = "curry"
    NOODLES = "noodles"
    BOARD = "board"
    BRUSCHETTA = "bruschetta"
    VEGETABLES = "vegetables"
    CAKE = "cake"
    TIRAMISU = "tiramisu"
    ICE_CREAM = "ice_cream"
    PASTRY = "pastry"
    FRUIT = "fruit"
    COFFEE = "coffee"
    TEA = "tea"
    WATER = "water"
    SOFT_DRINK = "soft_drink"
    JUICE = "juice"
    BEER = "beer"
    WINE = "wine"
    COCKTAIL = "cocktail"
    PLATE = "plate"


_K = DishKind

# The first row that finds a word decides: from what names a dish beyond doubt to what may stand in many names.
# Each entry is a regular expression for whole words, on folded text.
WORDS: tuple[tuple[DishKind, str], ...] = (
    (_K.FRIED, r"pani puri, golgappa"),
    (_K.BREAD, r"pop+adoms?, pap+adums?"),
    (_K.SAUCE, r"sauces?, salsa, salse, chutney, pickles?, raitha?, dips?, ketchup, mayo\w*, maionese, dressing"),
    (_K.CALZONE, r"calzon[ei], panzerott[oi]"),
    (_K.PIZZA, r"pizz[ae]s?, pizzetta, focaccia, margherita, marinara"),
    (_K.BURGER, r"\w*burgers?"),
    (_K.TIRAMISU, r"tiramisu"),
    (_K.ICE_CREAM, r"gelat[oi], ice cream, sorbett?[oi]?, sorbets?, sundae, affogato, kulfi, semifreddo"),
    (
        _K.CAKE,
        r"cakes?, dolci, tort[ae], cheesecake, brownies?, panna cotta, pannacotta, pudding, crumble, tart, crostata,"
        r" mousse, gulab",
    ),
    (
        _K.PASTRY,
        r"croissants?, cornett[oi], cannol[oi], muffins?, cookies?, biscott[oi], pastr(?:y|ies), brioche, scones?,"
        r" waffles?",
    ),
    (_K.FRUIT, r"fruit, frutta, macedonia, fruit salad"),
    (
        _K.WINE,
        r"wines?, vino, vini, prosecco, chianti, barolo, merlot, pinot, chardonnay, franciacorta, champagne,"
        r" rioja, shiraz",
    ),
    (_K.BEER, r"beers?, birra, birre, lager, ipa, ale, stout, cobra, kingfisher, peroni, moretti, cider, ichnusa"),
    (
        _K.COCKTAIL,
        r"cocktails?, spritz, negroni, mojito, martini, gin, gin tonic, aperol, campari, amaro, limoncello,"
        r" grappa, liquore",
    ),
    (_K.WATER, r"water, acqua, perrier, pellegrino, prier"),
    (_K.JUICE, r"juices?, succ?[oh]i?, spremuta, smoothies?, lassi, milkshakes?, frappe, centrifuga"),
    (
        _K.COFFEE,
        r"coffee, caffe, espresso, cappuccino, latte macchiato, americano, macchiato, mocha, flat white, ginseng,"
        r" orzo",
    ),
    (_K.TEA, r"teas?, te, tisana, chai, infuso, matcha, camomilla"),
    (
        _K.SOFT_DRINK,
        r"cokes?, cola, coca, lemonade, limonata, aranciata, fanta, sprite, chinotto, tonic, soda, ginger ale,"
        r" drinks?, bibit[ae]",
    ),
    (_K.BIRYANI, r"biryani, risott[oi], paella"),
    (
        _K.BREAD,
        r"naan, nan, roti, chapatt?i, paratha, puree, puri,  bread, pane, grissini, kulcha,"
        r" garlic bread",
    ),
    (_K.FRIES, r"fries, chips, patatine, wedges"),
    (_K.RICE, r"rice, riso, pilau"),
    (
        _K.FRIED,
        r"samosas?, pakoras?, onion bhaj\w+, spring rolls?, rolls?, arancin[oi], suppli, crocchett?[ei],"
        r" croquettes?, nuggets?, calamari, fritt[oiae], fried, wings, mozzarell[ae] in carrozza, chaat, starter,"
        r" antipast[oi] fritti",
    ),
    (_K.NOODLES, r"noodles?, ramen, pad thai, chow mein, udon, soba, pho"),
    (
        _K.PASTA,
        r"pasta, primi, spaghetti, penne, lasagn[ae], tagliatelle, gnocchi, ravioli, carbonara, amatriciana, rigatoni,"
        r" linguine, fettuccine, orecchiette, cacio e pepe, tortellini, bolognese, trofie, paccheri, bucatini,"
        r" maccheroni, cannelloni",
    ),
    (_K.SOUP, r"soups?, zupp[ae], minestrone, vellutata, dh?all?, broth, brodo, ribollita, samba"),
    (_K.SALAD, r"salads?, insalat[ae], insalatona, poke, caprese, bowl"),
    (_K.BRUSCHETTA, r"bruschett[ae], crostin[oi], toast"),
    (
        _K.SANDWICH,
        r"sandwich(?:es)?, panin[oi], wraps?, club, piadina, tramezzin[oi], baguette, bagel, tacos?, burritos?,"
        r" kebab wrap",
    ),
    (_K.BOARD, r"taglier[ei], boards?, salumi, cheeses? board, prosciutto e melone, mezze"),
    (
        _K.CURRY,
        r"masala, madras, korma, kurma, vindaloo, curr(?:y|ies), jalfrezi, balti, karahi, dh?ansak, bhuna, pathia,"
        r" rogon, rogan, dupiaza, saag, methi, pasanda, butter chicken, rezala, achar, mysore, sylhet, haryali,"
        r" roshni, persian, hari mirch, lal mirch, tikka garlic, tikka jeera, chilli garlic, lamb chilli, hazary,"
        r" bengal, garlic chicken",
    ),
    (
        _K.FISH,
        r"fish, pesce, salmon[ei]?, tuna, tonno, branzino, orata, sea ?bass, cod, prawns?, gamber[oi], seafood,"
        r" cozze, vongole, polpo",
    ),
    (
        _K.GRILL,
        r"tandoori, tikka, kebabs?, kehab, grill\w*, griglia\w*, steaks?, bistecca, tagliata, cotoletta, ribs?,"
        r" shaslick, shashlick, sizzler, lamb, chicken, pollo, beef, manzo, pork, maiale, salsiccia, costine,"
        r" polpette, meatballs?",
    ),
    (
        _K.VEGETABLES,
        r"paneer, bhaj\w+, aloo, gobi, verdur[ae], vegetables?, vegetable curry, contorn[oi], mushrooms?, brinjal,"
        r" baingan, bhindi, spinach, broccoli, melanzan[ae], parmigiana, caponata, patate, potato(?:es)?, chana,"
        r" peas, zucchine",
    ),
)
