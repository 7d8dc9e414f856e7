/** The `.gitignore` of an instance: files of producers, which hold rows of people. */
export const ignoredFiles = `# Files of producers stay where ATALAYA_SOURCES points, and never here.
/sources/
*.csv
!/series/*.csv
*.gz
*.bz2
*.zip
*.sav
*.dta
*.xlsx
*.parquet
*.json
# What a build writes, were it ever to lie here.
.atalaya/
`;
