using System.Security.Claims;
using Terreau.Web.Domain.Accounts;

namespace Terreau.Web.Features.Accounts;

/// <summary>Someone as ProConnect tells of them, in a token that was checked.</summary>
/// <param name="Subject">Their stable identity there.</param>
/// <param name="Siret">The establishment they work for, as a proposal: it gives no right.</param>
/// <param name="IdToken">To be shown at sign-out.</param>
/// <param name="Then">Where they wanted to go.</param>
internal sealed record ProConnectPerson(string Subject, EmailAddress? Email, string Name, string? Siret, string? IdToken, string? Then)
{
    private const int LongestSubject = 255;
    private const int LongestToken = 8000;

    public static ProConnectPerson Of(string subject, IReadOnlyList<Claim> claims, string? idToken, string? then)
    {
        if (subject.Length > LongestSubject) throw new FormatException("The identity is too long to be kept.");
        // An address that the provider says it did not check proves nothing.
        var isChecked = !string.Equals(Value(claims, "email_verified"), "false", StringComparison.OrdinalIgnoreCase);
        var email = EmailAddress.TryParse(isChecked ? Value(claims, "email") : null, out var read) ? read : null;
        var siret = string.Concat((Value(claims, "siret") ?? "").Where(char.IsAsciiDigit));
        var name = string.Concat($"{Value(claims, "given_name")} {Value(claims, "usual_name")}".Trim()
            .Where(sign => !char.IsControl(sign)));
        return new ProConnectPerson(
            subject, email, name.Length <= Account.MaxName ? name : name[..Account.MaxName], siret.Length == 14 ? siret : null,
            idToken is { Length: <= LongestToken } ? idToken : null, then);
    }

    private static string? Value(IReadOnlyList<Claim> claims, string type) => claims.FirstOrDefault(claim => claim.Type == type)?.Value;
}
