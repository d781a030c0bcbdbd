using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Terreau.Web.Hosting;

/// <summary>
/// The address to write in mails: the one that is set, never the one that a request claims, which anyone can
/// forge; only a request that came over this machine's own loop is believed.
/// </summary>
internal sealed class PublicAddress(TerreauOptions options, IServer server)
{
    /// <summary>Without a final slash.</summary>
    public string Of(HttpContext? context)
    {
        if (options.Address is { } set) return set.TrimEnd('/');
        if (context is not null && IsLoop(context.Request.Host.Host)) return context.Origin();
        return (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? options.Urls.Split(';')[0]).TrimEnd('/');
    }

    private static bool IsLoop(string host)
        => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
