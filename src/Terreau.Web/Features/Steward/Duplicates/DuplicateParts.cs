using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Features.Steward.Duplicates;

internal static class DuplicateParts
{
    public static IServiceCollection AddDuplicates(this IServiceCollection services) => services
        .AddScoped<SheetMerging>()
        .AddScoped<MergeUndoing>()
        .AddScoped<DistinctPairs>()
        .AddScoped<DuplicateReading>();
}
