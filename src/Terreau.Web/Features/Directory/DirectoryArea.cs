using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Exports.GeoJson;
using Terreau.Web.Exports.Ods;
using Terreau.Web.Exports.OgcFeatures;
using Terreau.Web.Exports.Xlsx;
using Terreau.Web.Features.Directory.Editing;
using Terreau.Web.Features.Directory.People;
using Terreau.Web.Features.Directory.Pictures;
using Terreau.Web.Features.Directory.Rulings;
using Terreau.Web.Features.Directory.Sheets;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Guards;
using Terreau.Web.Listing;
using Terreau.Web.Search.Projection;
using Terreau.Web.Seeds;
using Terreau.Web.Seeds.Files;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Directory;

/// <summary>What the directory answers beside its pages: files, map tiles, open data.</summary>
internal sealed class DirectoryArea : IArea
{
    public IEnumerable<MenuEntry> Menu => [new(10, "Acteurs", DirectoryRoutes.List, Named.OnMap | Named.AtHead)];

    public IEnumerable<WayOut> Ways =>
    [
        new("Acteurs", "CSV", DirectoryRoutes.Csv, DirectoryRoutes.Csv + "?commune=93063", "Acteurs de Romainville", "text/csv"),
        new("Acteurs", "XLSX", DirectoryRoutes.Xlsx, DirectoryRoutes.Xlsx + "?colonnes=nom&colonnes=communes", "Noms et communes",
            XlsxExport.ContentType),
        new("Acteurs", "ODS", DirectoryRoutes.Ods, DirectoryRoutes.Ods + "?role=FINANCEUR", "Financeurs", OdsExport.ContentType),
        new("Acteurs", "JSON", DirectoryRoutes.Api, DirectoryRoutes.Api + "?limit=5", "Cinq acteurs", "application/json"),
        new("Acteurs", "GeoJSON", DirectoryRoutes.Api, DirectoryRoutes.Api + "?format=geojson", "Tous les acteurs",
            GeoJsonExport.ContentType),
        new("Qui fait quoi où", "CSV avec balises HXL", DirectoryRoutes.Hxl, DirectoryRoutes.Hxl, "Tous les acteurs", "text/csv"),
        new("Structures", "data·inclusion v1", DirectoryRoutes.Inclusion, DirectoryRoutes.Inclusion + "?commune=93010",
            "Structures de Bondy", "application/json"),
        new("Organisations", "Open Referral HSDS 3.0", DirectoryRoutes.Hsds, DirectoryRoutes.Hsds + "?per_page=5", "Cinq organisations",
            "application/json"),
    ];

    public void AddParts(IServiceCollection services, TerreauOptions options)
    {
        // Read once for both bases of words, at the first search.
        var files = new Lazy<TerritoryFile>(() => Worlds.ReadFiles(options.TerritoryFolder));
        services.AddSingleton(_ => WordsMapping.PurposesOf(files.Value)).AddSingleton(_ => WordsMapping.LexiconOf(files.Value));
        AddDirectory(services);
    }

    private static void AddDirectory(IServiceCollection services) => services
        .AddSingleton(new Holder([Permission.ReadSheetInside, Permission.EditSheet, Permission.RunSheet], HolderAsync))
        .AddSingleton<DuplicateWatch>()
        .AddSingleton<IndexedKind, ActorIndex>()
        .AddSingleton<ActorCards>()
        .AddSingleton<ActorList>()
        .AddScoped<ActorRows>()
        .AddScoped<IFeatureCollection, ActorCollection>()
        .AddScoped<SheetReading>()
        .AddScoped<SheetEditing>()
        .AddScoped<SheetPeople>()
        .AddScoped<SheetProposals>()
        .AddScoped<SheetAlbum>()
        .AddScoped<Deadline, SheetReminders>()
        .AddScoped<StillTrue>()
        .AddScoped<Question>(parts => parts.GetRequiredService<StillTrue>())
        .AddSheetRulings()
        .AddScoped<ErrorReporting>();

    public void Map(IEndpointRouteBuilder app)
    {
        var actors = app.ServiceProvider.GetRequiredService<ActorList>();
        app.MapListApi(actors).WithName("acteurs").WithSummary("Chercher des acteurs").Produces<ListEnvelope<ActorItem>>();
        app.MapListFiles(actors);
        app.MapListTiles(actors, DirectoryRoutes.TileTemplate);
        ActorApi.Map(app);
        WhoDoesWhatWhere.Map(app);
        app.MapGet(DirectoryRoutes.Outlines, CommuneOutlines.AnswerAsync).Asks(Permission.ReadPublic).Costs(Cost.Piece)
            .ExcludeFromDescription();
        PictureEndpoints.Map(app);
        DirectoryInclusion.Map(app);
        DirectoryHsds.Map(app);
    }

    private static Task<Guid?> HolderAsync(TerreauDb db, RouteValueDictionary route, CancellationToken cancel)
        => db.Organisations.Where(sheet => sheet.Slug == (string?)route["slug"]).Select(sheet => (Guid?)sheet.Id)
            .FirstOrDefaultAsync(cancel);
}
