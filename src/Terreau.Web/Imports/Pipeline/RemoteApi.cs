using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Terreau.Web.Imports.Pipeline;

/// <summary>
/// Asks an outside API for JSON, only when an operator says so. Waits as told when the other side is busy, stops at a size and a time,
/// and never follows to another host: the key would go with it.
/// </summary>
internal sealed class RemoteApi(HttpClient http, TimeProvider clock)
{
    public const int MostPages = 2_000;

    private const int Tries = 5;
    private const int MostBytes = 50_000_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>One that goes out to the network.</summary>
    public static HttpClient Outgoing()
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10),
            AutomaticDecompression = DecompressionMethods.All })
        {
            Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = MostBytes,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Terreau", "0.1"));
        return http;
    }

    /// <summary>An address that may be asked: https, or this machine.</summary>
    public static Uri Address(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
            ? uri : throw new UnreadableFileException($"« {text} » n’est pas une adresse qui commence par https://.");

    public static bool IsSameHost(Uri one, Uri other)
        => Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <exception cref="UnreadableFileException">Why there is no answer, in a sentence.</exception>
    public async Task<JsonDocument> AskAsync(Uri address, CancellationToken cancel, string? bearer = null, string? key = null)
    {
        for (var tried = 1; ; tried++)
        {
            using var request = new HttpRequestMessage(key is null ? HttpMethod.Get : HttpMethod.Post, address);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            if (key is not null) request.Headers.Add("X-AUTH-TOKEN", key);
            try
            {
                using var response = await http.SendAsync(request, cancel);
                if (response.IsSuccessStatusCode)
                    return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
                var isBusy = response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500;
                if (!isBusy || tried == Tries)
                    throw new UnreadableFileException(
                        $"{address.Host} a répondu {(int)response.StatusCode} : {Meaning(response.StatusCode)}.");
                await Task.Delay(Wait(response.Headers.RetryAfter, tried), clock, cancel);
            }
            catch (JsonException)
            {
                throw new UnreadableFileException($"{address.Host} n’a pas répondu en JSON.");
            }
            catch (Exception fault) when (fault is HttpRequestException
                || (fault is TaskCanceledException && !cancel.IsCancellationRequested))
            {
                if (tried == Tries) throw new UnreadableFileException($"{address.Host} ne répond pas.");
                await Task.Delay(Wait(null, tried), clock, cancel);
            }
        }
    }

    private TimeSpan Wait(RetryConditionHeaderValue? said, int tried)
    {
        var asked = said?.Delta ?? (said?.Date is { } date ? date - clock.GetUtcNow() : TimeSpan.FromSeconds(1 << (tried - 1)));
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked > LongestWait ? LongestWait : asked;
    }

    private static string Meaning(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "la clé manque ou n’est pas la bonne",
        HttpStatusCode.NotFound => "cette adresse n’existe pas",
        HttpStatusCode.TooManyRequests => "trop de demandes, revenez plus tard",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => "l’adresse a changé",
        >= HttpStatusCode.InternalServerError => "panne de son côté",
        _ => "demande refusée",
    };
}
