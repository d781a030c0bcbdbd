using Terreau.Web.Domain.Directory;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Steward.Duplicates;

internal sealed class DuplicatesArea : IArea
{
    public void AddParts(IServiceCollection services, TerreauOptions options) => services
        .AddScoped<SheetMerging>()
        .AddScoped<MergeUndoing>()
        .AddScoped<DistinctPairs>()
        .AddScoped<DuplicateReading>();
}
