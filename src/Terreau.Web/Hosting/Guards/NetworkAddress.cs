using System.Net;
using System.Net.Sockets;

namespace Terreau.Web.Hosting.Guards;

/// <summary>Where a request comes from, as far as one subscriber of a network can be told from another.</summary>
internal static class NetworkAddress
{
    /// <summary>RFC 6177: a home has at least a /64, whose addresses it takes as it likes.</summary>
    private const int SharedBytes = 8;

    /// <summary>One text for one subscriber: an IPv4 address however it is written, or the first half of an IPv6 address.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null) return "?";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, SharedBytes, bytes.Length - SharedBytes);
        return $"{new IPAddress(bytes)}/64";
    }
}
