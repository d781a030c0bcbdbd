using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Terreau.Web.Hosting.Guards;

/// <summary>Who is believed when they say for whom they ask: anyone can write X-Forwarded-For.</summary>
internal static class TrustedProxies
{
    private static readonly IReadOnlyList<IPNetwork> ThisMachine = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    /// <summary>"oui" is a proxy on this machine; others are said by their address or their network.</summary>
    /// <exception cref="StartException">One of them is neither.</exception>
    public static IReadOnlyList<IPNetwork> Read(string name, string value) => value.ToLowerInvariant() switch
    {
        "1" or "true" or "oui" => ThisMachine,
        "0" or "false" or "non" => [],
        _ => [.. value.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(part => NetworkOf(part)
            ?? throw new StartException(
                $"{name} doit être « oui », « non », ou les adresses de vos proxys comme 10.0.0.5 ou 10.0.0.0/24, et non « {part} »."))],
    };

    public static void Use(WebApplication app, TerreauOptions options)
    {
        if (options.Proxies.Count == 0) return;
        // As far back as each one is believed: the first who is not says nothing of those before.
        var headers = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null,
        };
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in options.Proxies) headers.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(headers);
    }

    private static IPNetwork? NetworkOf(string text)
        => IPNetwork.TryParse(text, out var network) ? network
            : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
}
