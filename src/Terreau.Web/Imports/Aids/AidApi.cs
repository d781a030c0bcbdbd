using System.Text.Json;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Imports.Aids;

/// <summary>Reads the pages of the API one after the other: the key gives a pass of a day, the pass opens the pages.</summary>
internal sealed class AidApi(RemoteApi remote)
{
    /// <param name="first">The first page, with its filters: …/api/aids/?perimeter_id=….</param>
    /// <param name="key">The key that Aides-territoires gave; null asks without.</param>
    /// <param name="take">Given each page.</param>
    public async Task ReadAsync(Uri first, string? key, Action<JsonElement> take, CancellationToken cancel)
    {
        string? pass = null;
        if (key is not null)
        {
            using var opened = await remote.AskAsync(new Uri(first, "/api/connexion/"), cancel, key: key);
            pass = opened.RootElement.TextAt("token");
            if (pass is null) throw new UnreadableFileException($"{first.Host} n’a pas donné de laissez-passer.");
        }
        Uri? next = first;
        for (var read = 0; next is not null; read++)
        {
            if (read == RemoteApi.MostPages)
                throw new UnreadableFileException($"Plus de {RemoteApi.MostPages} pages : ajoutez un filtre à l’adresse.");
            using var page = await remote.AskAsync(next, cancel, pass);
            take(page.RootElement);
            if (page.RootElement.TextAt("next") is not { } link) return;
            if (!Uri.TryCreate(first, link, out var following) || !RemoteApi.IsSameHost(first, following) || following == next)
                throw new UnreadableFileException($"La page suivante de {first.Host} mène ailleurs : rien n’a été lu.");
            next = following;
        }
    }
}
