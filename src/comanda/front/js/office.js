// What only staff pages have: the command palette, tables that sort, charts' tables.
import { installPalette } from "./palette.js";
import { installTables } from "./tables.js";

installPalette();
installTables();
