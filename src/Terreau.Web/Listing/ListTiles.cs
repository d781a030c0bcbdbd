using System.Globalization;
using Microsoft.Net.Http.Headers;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Listing;

/// <summary>A list as a map: the same query as the page, in vector tiles.</summary>
internal static class ListTiles
{
    private const int DeepestZoom = 22;

    // A tile costs a search: a minute of cache spares most of them and shows a change soon enough.
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    /// <param name="template">The address, with {z}, {x} and {y}.</param>
    public static void MapListTiles<TRow>(this IEndpointRouteBuilder app, ListOf<TRow> list, string template)
        => app.MapGet(template, (string z, string x, string y, HttpContext http) => TileAsync(list, z, x, y, http))
            .Asks(Permission.ReadPublic).Costs(Cost.Piece).ExcludeFromDescription();

    private static async Task<IResult> TileAsync<TRow>(ListOf<TRow> list, string z, string x, string y, HttpContext http)
    {
        if (!Whole(z, out var zoom) || !Whole(x, out var column) || !Whole(y, out var row)) return Results.BadRequest();
        if (zoom > DeepestZoom || column >= 1 << zoom || row >= 1 << zoom) return Results.NotFound();
        var reading = await list.ReadAsync(http);
        var layer = UnicodeText.Words(list.Definition.Title, '-', isAscii: true);
        var tile = list.Tile(reading.Query, reading.Atlas, zoom, column, row).ToMvt(layer);
        http.Response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = Age };
        return tile.Length == 0
            ? Results.NoContent()
            : Results.Bytes(tile, "application/vnd.mapbox-vector-tile", entityTag: TagOf(tile));
    }

    /// <summary>What tells one content from another.</summary>
    public static EntityTagHeaderValue TagOf(ReadOnlySpan<byte> content)
        => new($"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content).AsSpan(0, 8))}\"");

    private static bool Whole(string text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
