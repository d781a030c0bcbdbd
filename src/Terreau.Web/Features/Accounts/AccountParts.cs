using Microsoft.AspNetCore.Identity;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;

namespace Terreau.Web.Features.Accounts;

internal static class AccountParts
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
        => app.MapGet(AccountRoutes.DataFile, DataFile.AnswerAsync).Asks(Permission.UseAccount).ExcludeFromDescription();

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>().AddUserStore<PasskeyStore>();
        // Keys are kept through the store itself: Identity's manager would also rewrite the account they belong to.
        services.AddScoped<PasskeyStore>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(keys =>
        {
            // A key then stands for something one has and something one is or knows; and it is found without an address.
            keys.UserVerificationRequirement = "required";
            keys.ResidentKeyRequirement = "required";
        });
        return services
            .AddSingleton<PublicAddress>()
            .AddScoped<SignIn>()
            .AddScoped<PasskeySignIn>()
            .AddScoped<AccountKeys>()
            .AddScoped<ReceivedInvitations>()
            .AddScoped<AccountHome>()
            .AddScoped<AccountData>()
            .AddScoped<AddressChange>()
            .AddScoped<Leaving>();
    }
}
