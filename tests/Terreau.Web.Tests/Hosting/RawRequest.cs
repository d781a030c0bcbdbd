using System.Net.Sockets;
using System.Text;

namespace Terreau.Web.Tests.Hosting;

/// <summary>A request written sign by sign, as no client library would send it.</summary>
internal static class RawRequest
{
    /// <summary>Sends these bytes and no more, and reads what is answered.</summary>
    /// <param name="isWhole">Until the connection closes, and not the head alone.</param>
    public static async Task<string> AnswerAsync(TestSite site, string sent, bool isWhole = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(site.Client.BaseAddress!.Host, site.Client.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(sent));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = new StringBuilder();
        var buffer = new byte[16_384];
        try
        {
            // The head is enough: what follows it may never end.
            while ((isWhole || !answer.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                && await stream.ReadAsync(buffer, limit.Token) is > 0 and var read) answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (OperationCanceledException)
        {
            answer.Append("(no answer)");
        }
        return answer.ToString();
    }

    public static int StatusOf(string answer)
        => answer.StartsWith("HTTP/1.", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), provider: null) : 0;
}
