// What only staff pages have: the command palette, tables that sort, the preview of a theme.
import { installPalette } from "./palette.js";
import { installTables } from "./tables.js";
import { installThemePreview } from "./theme_preview.js";

installPalette();
installTables();
installThemePreview();
