using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Terreau.Web.Domain.Subscribers;

namespace Terreau.Web.Features.Subscribers.Hooks;

/// <summary>
/// Sends one message to one address: signed, once, without following where it is told to go, and without reading what comes back.
/// </summary>
internal sealed class HookSender : IDisposable
{
    public const string SignatureHeader = "Terreau-Signature";
    public const string IdHeader = "Terreau-Delivery";
    public const string EventHeader = "Terreau-Event";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient client;
    private readonly TimeProvider clock;

    public HookSender(HookReach reach, TimeProvider clock)
    {
        this.clock = clock;
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(5), ConnectCallback = reach.ConnectAsync,
            // Each message looks the name up anew: an address that moved to a private machine is seen.
            PooledConnectionLifetime = TimeSpan.Zero,
            // Whatever is answered, a status is all that is read of it.
            MaxResponseHeadersLength = 16, MaxResponseDrainSize = 0, ResponseDrainTimeout = TimeSpan.Zero,
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <returns>Null when it was taken, else why not, in a sentence.</returns>
    public async Task<string?> SendAsync(Uri address, string secret, HookDelivery delivery, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Post,
            address) { Content = new StringContent(delivery.Body, new UTF8Encoding(false)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Terreau", null));
        request.Headers.Add(SignatureHeader, Signature(secret, delivery.Body, clock.GetUtcNow()));
        request.Headers.Add(IdHeader, delivery.Id.ToString());
        request.Headers.Add(EventHeader, delivery.Event);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var status = (int)response.StatusCode;
            return status switch
            {
                >= 200 and < 300 => null,
                >= 300 and < 400 => $"L’adresse renvoie ailleurs (code {status}) : les renvois ne sont pas suivis.",
                _ => $"L’adresse a répondu par le code {status}.",
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"L’adresse n’a pas répondu en {Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} secondes.";
        }
        catch (HttpRequestException fault)
        {
            return Cause(fault) ?? "L’adresse ne peut pas être jointe.";
        }
    }

    /// <summary>
    /// "t=…,v1=…": the second of the clock and HMAC-SHA256 of "t.body", as docs/how-to/subscribers.md tells subscribers to verify.
    /// </summary>
    internal static string Signature(string secret, string body, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var code = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(code)}";
    }

    public void Dispose() => client.Dispose();

    private static string? Cause(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is HookRefusedException) return fault.Message;
        }
        return null;
    }
}
