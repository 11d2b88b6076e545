// What only staff pages have: file fields, the command palette, tables that sort, the preview of a theme.
import { installFiles } from "./files.js";
import { installPalette } from "./palette.js";
import { installTables } from "./tables.js";
import { installThemePreview } from "./theme_preview.js";

installFiles();
installPalette();
installTables();
installThemePreview();
