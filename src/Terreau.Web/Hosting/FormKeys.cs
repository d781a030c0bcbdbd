using System.Security.Cryptography;
using System.Xml;
using Microsoft.AspNetCore.DataProtection;

namespace Terreau.Web.Hosting;

/// <summary>The keys that seal forms and cookies, in the data folder. Without them no form can be sent: the site does not open.</summary>
internal static class FormKeys
{
    /// <summary>Reads them, and makes the first one.</summary>
    /// <exception cref="StartException">They cannot be read, or none can be written.</exception>
    public static void Require(IServiceProvider parts)
    {
        var folder = Path.GetFullPath(parts.GetRequiredService<TerreauOptions>().KeyFolder);
        try
        {
            var seal = parts.GetRequiredService<IDataProtectionProvider>().CreateProtector("Terreau.Essai");
            seal.Unprotect(seal.Protect("essai"));
        }
        // A disk without room is told as such.
        catch (Exception error) when (!Data.Steady.FullDisk.Is(error) && Is(error))
        {
            throw new StartException(
                $"Les clés des formulaires, dans «\u00A0{folder}\u00A0», ne se lisent pas. Rétablissez ce dossier depuis une sauvegarde. "
                + "Sinon déplacez-le\u00A0: d’autres clés seront faites, et chacun entrera de nouveau.");
        }
    }

    private static bool Is(Exception? error)
        => error is XmlException or CryptographicException or IOException or UnauthorizedAccessException or FormatException
            || (error is not null && Is(error.InnerException));
}
