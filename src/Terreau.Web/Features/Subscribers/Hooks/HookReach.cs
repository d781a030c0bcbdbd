using System.Net;
using System.Net.Sockets;

namespace Terreau.Web.Features.Subscribers.Hooks;

/// <summary>
/// Which machines a message may be sent to: those of the public network alone, so that nobody makes this one call its neighbours. A
/// name is looked up when it is entered and again at each connection, and what is connected to is the address that was judged.
/// </summary>
internal sealed class HookReach
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly string[] LocalNames = [".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa"];

    // Networks that are not the public one. RFC 6890 and the IANA registries of special-purpose addresses, read in November 2026.
    private static readonly IPNetwork[] Closed4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/3",
            // A cloud answers its own machines there.
            "168.63.129.16/32",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    /// <summary>All that is public; within it, what carries another address or is for examples.</summary>
    private static readonly IPNetwork Open6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Closed6 = [
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(text => IPNetwork.Parse(text))];

    private readonly Func<IPAddress, bool> may;

    private HookReach(string[] schemes, Func<IPAddress, bool> may) => (Schemes, this.may) = (schemes, may);

    /// <summary>What the site is built with.</summary>
    public static HookReach PublicNetwork { get; } = new([Uri.UriSchemeHttps], IsPublic);

    /// <summary>For tests, which have a receiver on this machine; no setting leads here.</summary>
    internal static HookReach WithThisMachine { get; } = new([Uri.UriSchemeHttps, Uri.UriSchemeHttp],
        address => IPAddress.IsLoopback(address) || IsPublic(address));

    public IReadOnlyList<string> Schemes { get; }

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return IsPublic(address.MapToIPv4());
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(Closed4, network => network.Contains(address)),
            AddressFamily.InterNetworkV6 => Open6.Contains(address) && !Array.Exists(Closed6, network => network.Contains(address)),
            _ => false,
        };
    }

    /// <summary>Judges an address as somebody types it.</summary>
    /// <returns>The address as it will be called, or why it will not, in a sentence.</returns>
    public async Task<(Uri? Address, string? Refusal)> JudgeAsync(string? text, CancellationToken cancel)
    {
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address) || !Schemes.Contains(address.Scheme)
            || address.UserInfo.Length > 0 || address.AbsoluteUri.Length > Domain.Subscribers.Subscriber.LongestAddress)
            return (null, "Écrivez une adresse complète qui commence par https://, sans mot de passe.");
        var host = address.IdnHost.TrimEnd('.').ToLowerInvariant();
        if (host == "localhost" || LocalNames.Any(ending => host.EndsWith(ending, StringComparison.Ordinal)))
            return (null, "Cette adresse est celle d’une machine privée.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            await ResolveAsync(host, limit.Token);
            return (new UriBuilder(address) { Fragment = "" }.Uri, null);
        }
        catch (HookRefusedException fault)
        {
            return (null, fault.Message);
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException
            || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (null, "Ce nom ne mène à aucune machine. Vérifiez l’adresse.");
        }
    }

    /// <summary>The machines of a name, all of them allowed.</summary>
    /// <exception cref="HookRefusedException">One of them is not of the public network.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel)
    {
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var written) ? [written] : await Dns.GetHostAddressesAsync(host, cancel);
        return found.Length > 0 && Array.TrueForAll(found, address => may(address))
            ? found : throw new HookRefusedException("Cette adresse mène à une machine privée.");
    }

    /// <summary>Connects to what was judged and to nothing else: the name is not looked up a second time.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var machines = await ResolveAsync(context.DnsEndPoint.Host, cancel);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(machines, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address that must not be called; the message is for the manager.</summary>
internal sealed class HookRefusedException(string sentence) : IOException(sentence);
