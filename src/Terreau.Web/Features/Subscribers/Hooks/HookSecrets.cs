using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Terreau.Web.Domain;

namespace Terreau.Web.Features.Subscribers.Hooks;

/// <summary>
/// The secrets that messages are signed with: needed in clear at each one, so sealed in the database with the keys of this installation.
/// </summary>
internal sealed class HookSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector seal = protection.CreateProtector("Terreau.Hooks");

    public static string Draw() => "tss_" + SecretHash.NewKey();

    public string Seal(string secret) => seal.Protect(secret);

    /// <returns>Null when it was sealed by an installation whose keys are not here.</returns>
    public string? Open(string sealedSecret)
    {
        try
        {
            return seal.Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
