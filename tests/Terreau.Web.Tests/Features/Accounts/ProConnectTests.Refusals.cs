using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Terreau.Web.Tests.Features.Accounts;

// What must not open an account: forged, altered, replayed or misdirected answers.
public sealed partial class ProConnectTests
{
    [Fact]
    public async Task Userinfo_SignatureTampered_IsRefused()
    {
        provider.Sent = token =>
        {
            var parts = token.Split('.');
            var claims = System.Text.Encoding.UTF8.GetString(Base64UrlTextEncoder.Decode(parts[1]))
                .Replace(Ines, "autre@ville.exemple.fr", StringComparison.Ordinal);
            return ("application/jwt", $"{parts[0]}.{Base64UrlTextEncoder.Encode(System.Text.Encoding.UTF8.GetBytes(claims))}.{parts[2]}");
        };

        await AssertRefusedAsync();
    }

    [Fact]
    public async Task Userinfo_AsPlainJson_IsRefused()
    {
        provider.Sent = token => ("application/json",
            System.Text.Encoding.UTF8.GetString(Base64UrlTextEncoder.Decode(token.Split('.')[1])));

        await AssertRefusedAsync();
    }

    [Fact]
    public async Task Userinfo_WithoutSignature_IsRefused()
    {
        provider.Sent = token => ("application/jwt",
            $"{Base64UrlTextEncoder.Encode("""{"alg":"none"}"""u8.ToArray())}.{token.Split('.')[1]}.");

        await AssertRefusedAsync();
    }

    [Fact]
    public async Task Userinfo_SignedWithOurSharedSecret_IsRefused()
    {
        provider.Signing = new SigningCredentials(new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(IdentityProvider.Secret)),
            SecurityAlgorithms.HmacSha256);

        await AssertRefusedAsync();
    }

    [Fact]
    public async Task Userinfo_SignedByAnotherKey_IsRefused()
    {
        using var rsa = RSA.Create(2048);
        provider.Signing = new SigningCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256);

        await AssertRefusedAsync();
    }

    [Theory]
    [InlineData("aud", "un-autre-service")]
    [InlineData("iss", "https://ailleurs.exemple/")]
    [InlineData("sub", "sub-de-quelqu-un-d-autre")]
    [InlineData("exp", null)]
    public async Task Userinfo_SignedButNotForUsNow_IsRefused(string claim, string? value)
    {
        provider.Claims = claims => claims[claim] = value ?? (object)DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds();

        await AssertRefusedAsync();
    }

    [Fact]
    public async Task Userinfo_WithoutExpiry_IsRefused()
    {
        provider.Claims = claims => claims.Remove("exp");

        await AssertRefusedAsync();
    }

    [Fact]
    public async Task Nonce_OfAnotherRequest_IsRefused()
    {
        var asked = await AskAsync();
        var nonce = QueryHelpers.ParseQuery(asked.Query)["nonce"].ToString();

        var back = await ProveAsync(new Uri(
            asked.ToString().Replace(Uri.EscapeDataString(nonce), new string('b', 40), StringComparison.Ordinal)));

        Assert.Contains("echec=Invalid", await ReturnAsync(back), StringComparison.Ordinal);
        await AssertNobodyAsync();
    }

    [Fact]
    public async Task State_Changed_IsRefused()
    {
        var back = await ProveAsync(await AskAsync());
        var state = QueryHelpers.ParseQuery(back.Query)["state"].ToString();

        var landed = await ReturnAsync(new Uri(back.ToString().Replace(state, new string('c', 48), StringComparison.Ordinal)));

        Assert.Contains("echec=Invalid", landed, StringComparison.Ordinal);
        await AssertNobodyAsync();
    }

    [Fact]
    public async Task Return_InAnotherBrowser_IsRefused()
    {
        var back = await ProveAsync(await AskAsync());
        using var victim = site.NewClient();

        using var landed = await victim.GetAsync(back);

        Assert.Contains("echec=Invalid", landed.Headers.Location!.OriginalString, StringComparison.Ordinal);
        await AssertNobodyAsync();
    }

    [Fact]
    public async Task Return_WithNothing_IsTold()
    {
        Assert.Contains("echec=Invalid", await ReturnAsync(new Uri(site.Client.BaseAddress!, Start + "/retour")), StringComparison.Ordinal);
        using var posted = await site.Client.PostAsync(Start + "/retour", new FormUrlEncodedContent([new("code", "x"), new("state", "y")]));

        Assert.InRange((int)posted.StatusCode, 400, 499);
        await AssertNobodyAsync();
    }

    [Fact]
    public async Task Code_UsedTwice_IsRefused()
    {
        // A thief who copied the cookies as well as the address: the code itself must be dead.
        using var start = await site.Client.GetAsync(Start);
        var cookies = string.Join("; ", start.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        var back = await ProveAsync(start.Headers.Location!);
        using var thief = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

        Assert.Equal("/compte", await ReturnAsync(back));
        using var request = new HttpRequestMessage(HttpMethod.Get, back);
        request.Headers.Add("Cookie", cookies);
        using var replayed = await thief.SendAsync(request);

        Assert.Contains("echec=Invalid", replayed.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(1, await site.WithDbAsync(db => db.Sessions.CountAsync()));
    }
}
