using System.Net;
using Terreau.Web.Features.Subscribers.Hooks;

namespace Terreau.Web.Tests.Features.Subscribers.Hooks;

/// <summary>No message goes to a machine that is not of the public network, however it is written.</summary>
public sealed class HookReachTests
{
    [Theory]
    [InlineData("127.0.0.1"), InlineData("127.8.9.1"), InlineData("0.0.0.0"), InlineData("10.1.2.3"), InlineData("172.16.0.1"),
        InlineData("172.31.255.255"), InlineData("192.168.1.1")]
    [InlineData("169.254.169.254"), InlineData("100.64.0.1"), InlineData("100.100.100.200"), InlineData("168.63.129.16"),
        InlineData("192.0.0.192"), InlineData("198.18.0.1"), InlineData("192.0.2.1")]
    [InlineData("224.0.0.1"), InlineData("240.0.0.1"), InlineData("255.255.255.255"), InlineData("::1"), InlineData("::"),
        InlineData("fe80::1"), InlineData("fc00::1"), InlineData("fd00:ec2::254"), InlineData("fec0::1")]
    [InlineData("::ffff:127.0.0.1"), InlineData("::ffff:10.0.0.1"), InlineData("::ffff:169.254.169.254"), InlineData("64:ff9b::7f00:1"),
        InlineData("2002:7f00:1::"), InlineData("2001:0:7f00:1::"), InlineData("2001:db8::1"), InlineData("ff02::1"),
        InlineData("::127.0.0.1")]
    public void Address_OfAnotherNetwork_IsRefused(string address) => Assert.False(HookReach.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34"), InlineData("172.15.0.1"), InlineData("172.32.0.1"), InlineData("100.63.255.255"),
        InlineData("100.128.0.1"), InlineData("11.0.0.1"), InlineData("2606:2800:220:1::1"), InlineData("::ffff:93.184.216.34"),
        InlineData("2a01:e0c::1")]
    public void Address_OfThePublicNetwork_IsTaken(string address) => Assert.True(HookReach.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://93.184.216.34/"), InlineData("ftp://93.184.216.34/"), InlineData("https://user:secret@93.184.216.34/"),
        InlineData("/chemin"), InlineData(""), InlineData(null)]
    [InlineData("https://127.0.0.1/"), InlineData("https://2130706433/"), InlineData("https://0x7f.1/"),
        InlineData("https://017700000001/"), InlineData("https://[::1]/"), InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://localhost/"), InlineData("https://LOCALHOST./"), InlineData("https://base.internal/"),
        InlineData("https://imprimante.local/"), InlineData("https://169.254.169.254/latest/meta-data/")]
    public async Task Entry_ThatMustNotBeCalled_IsRefusedInOneSentence(string? text)
    {
        var (address, refusal) = await HookReach.PublicNetwork.JudgeAsync(text, TestContext.Current.CancellationToken);

        Assert.Null(address);
        Assert.EndsWith(".", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_OfThePublicNetwork_IsTakenWithoutItsFragment()
    {
        var (address, refusal) = await HookReach.PublicNetwork
            .JudgeAsync(" https://93.184.216.34:8443/recevoir?cle=1#ici ", TestContext.Current.CancellationToken);

        Assert.Null(refusal);
        Assert.Equal("https://93.184.216.34:8443/recevoir?cle=1", address!.AbsoluteUri);
    }

    [Fact]
    public async Task Connection_ToANameOfThisMachine_IsRefused()
        => await Assert.ThrowsAsync<HookRefusedException>(
            () => HookReach.PublicNetwork.ResolveAsync("localhost", TestContext.Current.CancellationToken));
}
