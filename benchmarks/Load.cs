using System.Diagnostics;

namespace Terreau.Bench;

/// <summary>Requests sent to a server of this machine, at most so many at once and for so long.</summary>
internal static class Load
{
    /// <summary>Answers per second when each client asks again as soon as it is answered.</summary>
    public static async Task<double> ThroughputAsync(HttpClient client, Func<int, string> address, TimeSpan time, int clients = 16)
    {
        var (count, watch) = (0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async worker =>
        {
            for (var i = worker; watch.Elapsed < time; i++)
            {
                using var response = await client.GetAsync(address(i));
                response.EnsureSuccessStatusCode();
                await response.Content.CopyToAsync(Stream.Null);
                Interlocked.Increment(ref count);
            }
        }));
        return count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Milliseconds of an answer; requests leave on time whether or not the former ones have come back.</summary>
    public static async Task<(double P50, double P99)> TailAsync(HttpClient client, Func<int, string> address, int perSecond, TimeSpan time)
    {
        var total = (int)(perSecond * time.TotalSeconds);
        var watch = Stopwatch.StartNew();
        var pending = new List<Task<double>>(total);
        for (var i = 0; i < total; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due > watch.Elapsed) await Task.Delay(due - watch.Elapsed);
            pending.Add(OneAsync(address(i), due));
        }
        var times = (await Task.WhenAll(pending)).Order().ToArray();
        return (times[total / 2], times[total * 99 / 100]);

        async Task<double> OneAsync(string at, TimeSpan due)
        {
            using var response = await client.GetAsync(at);
            await response.Content.CopyToAsync(Stream.Null);
            return (watch.Elapsed - due).TotalMilliseconds;
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
