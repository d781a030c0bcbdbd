namespace Terreau.Web.Imports.Funding;

/// <summary>A grant as a file says it, raw: SCDL "subventions" or 360Giving.</summary>
/// <param name="Line">Its line, or its rank in a list.</param>
/// <param name="IsPerson">True where the file itself says that the beneficiary is a person.</param>
/// <param name="IsIdOfGrant">True where the id is of this grant alone; a decision of the SCDL may hold several.</param>
internal sealed record GrantRecord(
    int Line, string Id, string Funder, string FunderNumber, string Beneficiary, string BeneficiaryNumber, string Rna, string Amount,
    string Currency, string Date, string Purpose, bool IsPerson,
    bool IsIdOfGrant);
