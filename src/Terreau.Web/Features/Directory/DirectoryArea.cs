using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Features.Directory.Pictures;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Jobs;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Directory;

/// <summary>What the directory answers beside its pages: files, map tiles, open data.</summary>
internal sealed class DirectoryArea : IArea
{
    // A tile costs a search: a minute of cache spares most of them and shows a change soon enough.
    private static readonly TimeSpan TileAge = TimeSpan.FromMinutes(1);

    public IEnumerable<MenuEntry> Menu => [new(10, "Acteurs", DirectoryRoutes.List)];

    public IEnumerable<string> Searches => [DirectoryRoutes.List, DirectoryRoutes.Embed, DirectoryRoutes.Tiles];

    public void AddParts(IServiceCollection services, TerreauOptions options) => services
        .AddSingleton<DuplicateWatch>()
        .AddSingleton<ActorCards>()
        .AddSingleton<DirectorySearch>()
        .AddScoped<ActorRows>()
        .AddScoped<IFeatureCollection, ActorCollection>()
        .AddScoped<SheetReading>()
        .AddScoped<SheetEditing>()
        .AddScoped<SheetPeople>()
        .AddScoped<SheetProposals>()
        .AddScoped<SheetAlbum>()
        .AddScoped<SheetReminders>()
        .AddScoped<ErrorReporting>()
        .AddJob<SheetReminders>(SheetReminders.Command, Turn.At("0 0 3 * * ?"), (reminders, cancel) => reminders.RunAsync(cancel));

    public void Map(IEndpointRouteBuilder app)
    {
        DirectoryFiles.Map(app);
        app.MapGet(DirectoryRoutes.TileTemplate, TileAsync).Asks(Permission.ReadPublic).ExcludeFromDescription();
        app.MapGet(DirectoryRoutes.Outlines, CommuneOutlines.AnswerAsync).Asks(Permission.ReadPublic).ExcludeFromDescription();
        PictureEndpoints.Map(app);
        DirectoryApi.Map(app);
        DirectoryInclusion.Map(app);
        DirectoryHsds.Map(app);
    }

    private static async Task<IResult> TileAsync(string z, string x, string y, HttpContext http, AtlasCache atlases, DirectorySearch directory)
    {
        if (!Whole(z, out var zoom) || !Whole(x, out var column) || !Whole(y, out var row)) return Results.BadRequest();
        if (zoom > DirectorySearch.DeepestZoom || column >= 1 << zoom || row >= 1 << zoom) return Results.NotFound();
        var atlas = await atlases.GetAsync(http.RequestAborted);
        var tile = directory.Tile(DirectoryReading.Of(http.Request.Query, atlas).Query, atlas, zoom, column, row);
        http.Response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = TileAge };
        return tile.Length == 0
            ? Results.NoContent()
            : Results.Bytes(tile, "application/vnd.mapbox-vector-tile", entityTag: TagOf(tile));
    }

    internal static EntityTagHeaderValue TagOf(ReadOnlySpan<byte> content)
        => new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");

    private static bool Whole(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
