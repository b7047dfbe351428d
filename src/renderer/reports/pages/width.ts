/** The width of charts on paper, in CSS pixels: what lies between the margins of an A4 page. */
export const printWidth = 656
