using System.Net;
using System.Net.Sockets;

namespace Terreau.Web.Hosting;

/// <summary>Where the site listens, looked at before the server does: its own words for what it cannot read are for developers.</summary>
internal static class ListenAddresses
{
    private const int LargestPort = 65_535;

    /// <exception cref="StartException">One of them cannot be listened on.</exception>
    public static string[] Read(string addresses)
    {
        var all = addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (all.Length == 0) throw new StartException("TERREAU_URLS ne donne aucune adresse où écouter, comme http://127.0.0.1:5080.");
        foreach (var address in all)
        {
            if (Fault(address) is { } fault) throw new StartException($"Impossible d’écouter sur {address}\u00A0: {fault}");
        }
        return all;
    }

    /// <summary>Why the server could not listen on an address that reads well.</summary>
    public static string InWords(Exception error) => error switch
    {
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "cette machine n’a pas cette adresse.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "ce compte n’a pas droit à ce port. Prenez-en un au-dessus de 1023.",
        { InnerException: { } inner } => InWords(inner),
        _ when error.Message.Contains("HTTPS", StringComparison.Ordinal)
            => "https:// demande un certificat (Kestrel__Certificates__Default__Path). Le plus simple est un proxy devant, et http:// ici.",
        _ => error.Message,
    };

    private static string? Fault(string address)
    {
        BindingAddress read;
        try
        {
            read = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return "une adresse commence par http:// et nomme une machine.";
        }
        if (read.Scheme is not ("http" or "https")) return "une adresse commence par http://, ou https:// avec un certificat.";
        if (read.IsUnixPipe) return null;
        if (read.Port is < 0 or > LargestPort) return $"un port va de 0 à {LargestPort}.";
        if (read.PathBase.Length > 0) return "une adresse d’écoute s’arrête après le port.";
        // The server takes any name for « every address of this machine »: a slip would open the site to the whole network.
        return read.Host.All(sign => char.IsAsciiDigit(sign) || sign == '.') && !IPAddress.TryParse(read.Host, out _)
            ? "ces chiffres ne sont pas une adresse de machine." : null;
    }
}
