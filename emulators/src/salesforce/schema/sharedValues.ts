/** Picklist values that several standard fields share. */
export const sharedValues: Readonly<Record<string, string>> = {
  industry:
    'Agriculture | Apparel | Banking | Biotechnology | Chemicals | Communications | Construction | Consulting | Education | Electronics | Energy | Engineering | Entertainment | Environmental | Finance | Food & Beverage | Government | Healthcare | Hospitality | Insurance | Machinery | Manufacturing | Media | Not For Profit | Recreation | Retail | Shipping | Technology | Telecommunications | Transportation | Utilities | Other',
  leadSource: 'Web | Phone Inquiry | Partner Referral | Purchased List | Other',
  clean: 'Matched | Different | Acknowledged | NotFound | Inactive | Pending | SelectMatch | Skipped',
  geocode:
    'Address | NearAddress | Block | Street | ExtendedZip | Zip | Neighborhood | City | County | State | Unknown',
};
