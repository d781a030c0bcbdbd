using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Features.Steward.Imports;

internal sealed class ImportsArea : IArea
{
    public IEnumerable<DeskLine> Desk =>
    [
        new(30, "Faire entrer un fichier d’acteurs", ImportRoutes.List, "fichier à appliquer|fichiers à appliquer",
            (db, _, cancel) => db.ImportedFiles.CountAsync(file => file.AppliedAt == null, cancel)),
    ];

    public void AddParts(IServiceCollection services, TerreauOptions options)
        => services.AddSingleton<TableReader>().AddSingleton<OriginalFiles>().AddSingleton<ImportHolds>()
            .AddScoped<ImportProgress>().AddScoped<ActorImport>().AddScoped<AgreedImports>().AddScoped<ImportDesk>()
            .AddSingleton<ImportRuns>().AddHostedService(provider => provider.GetRequiredService<ImportRuns>());

    public void Map(IEndpointRouteBuilder app)
        => app.MapGet(ImportRoutes.OriginalTemplate, OriginalAsync).Asks(Permission.Moderate).ExcludeFromDescription();

    private static async Task<IResult> OriginalAsync(Guid id, HttpContext http, TerreauDb db, OriginalFiles files)
        => await db.ImportedFiles.AsNoTracking().FirstOrDefaultAsync(file => file.Id == id, http.RequestAborted) is { } file
            && files.PathOf(file.Hash) is { } place
            // Never shown in place: what a file holds is not ours.
            ? Results.File(place, "application/octet-stream", file.FileName)
            : Results.NotFound();
}
