using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Steward.Duplicates;

internal sealed class DuplicatesArea : IArea
{
    public IEnumerable<DeskLine> Desk => [new(10, "Doublons possibles", DuplicateRoutes.List, "paire écartée|paires écartées",
        (db, _, cancel) => db.DistinctPairs.CountAsync(cancel))];

    public void AddParts(IServiceCollection services, TerreauOptions options) => services
        .AddScoped<SheetMerging>()
        .AddScoped<MergeUndoing>()
        .AddScoped<DistinctPairs>()
        .AddScoped<DuplicateReading>();
}
