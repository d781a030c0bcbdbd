using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Hosting;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Ui.Layout;

namespace Terreau.Web.Features.Accounts;

internal sealed class AccountsArea : IArea
{
    public IEnumerable<MenuEntry> Menu => [new(90, "Mon compte", AccountRoutes.Home, Named.AtHead)];

    public IEnumerable<string> Secrets => AccountRoutes.Secrets;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(AccountRoutes.DataFile, DataFile.AnswerAsync).Asks(Permission.UseAccount).ExcludeFromDescription();
        ProConnectEndpoints.Map(app);
    }

    public void AddParts(IServiceCollection services, TerreauOptions options)
    {
        services.Configure<CookieAuthenticationOptions>(SessionCookie.Scheme, cookie =>
        {
            cookie.Events.OnRedirectToLogin = SignInAsked.AnswerAsync;
            cookie.Events.OnRedirectToAccessDenied = KeyAsked.AnswerAsync;
        });
        ProConnect.AddTo(services, options);
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
        services
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
